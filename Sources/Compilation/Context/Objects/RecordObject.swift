import Jinja
import PlainData
import Warehouse

/// A record that dbt hands to templates as an object: fields are attributes, `to_dict()` gives them as a dict.
///
///     {{ result.node.unique_id }} {{ result.timing[0].started_at }} {{ result.to_dict() }}
final class RecordObject: Object {
  let typeName: String
  private let fields: PlainMap

  init(_ typeName: String, _ fields: PlainMap) {
    self.typeName = typeName
    self.fields = fields
  }

  var memberNames: [String] { fields.map(\.key) + ["to_dict"] }

  func attribute(_ name: String) throws -> Value? {
    switch (name, fields[name]) {
    case ("node", .map(let node)?): .object(RecordObject("Node", node))
    case ("timing", .list(let phases)?):
      .list(phases.compactMap(\.map).map { .object(RecordObject("TimingInfo", $0)) })
    case ("to_dict", nil):
      .function(name) { [fields] call in try Self.dictionary(of: fields, call) }
    case (_, .string(let text)?) where name.hasSuffix("_at"): Self.moment(text)
    case (_, let value): value.map { Value($0) }
    }
  }

  func item(_ key: Value) throws -> Value? {
    try key.string.flatMap { fields[$0] == nil ? nil : try attribute($0) }
  }

  func contains(_ value: Value) throws -> Bool? { value.string.map { fields[$0] != nil } }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "to_dict": return try Self.dictionary(of: fields, call)
    case "get":
      var arguments = call.binder("get")
      let key = try arguments.string("key")
      let fallback = try arguments.optional("default") ?? Value.none
      return try attribute(key) ?? fallback
    default: return nil
    }
  }

  func plain() throws -> PlainValue { .map(fields) }

  /// What `to_dict(omit_none=…)` returns.
  private static func dictionary(of fields: PlainMap, _ call: Call) throws -> Value {
    var arguments = call.binder("to_dict")
    let omitsNone = try arguments.optional("omit_none")?.isTrue ?? false
    return Value(.map(omitsNone ? PlainMap(fields.filter { $0.value != .null }) : fields))
  }

  /// Times of phases are of no zone, as in dbt; others have theirs.
  private static func moment(_ text: String) -> Value {
    guard let time = CivilTime.timestamp(of: text) else { return .string(text) }
    let local = LocalTime(microseconds: time.microseconds)
    return .object(DateTimeObject(local, zone: text.hasSuffix("Z") ? nil : .utc))
  }
}
