import Digests
import Jinja
import PlainData

/// `adapter.parse_index(…)`: an index as it is configured.
final class IndexObject: Object {
  private let config: IndexConfig

  init(_ config: IndexConfig) {
    self.config = config
  }

  var typeName: String { "IndexConfig" }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "columns": .list(config.columns.map(Value.string))
    case "unique": .bool(config.isUnique)
    case "type": config.method.map(Value.string) ?? Value.none
    default: nil
    }
  }

  /// A name that no other index has: the time is part of what is hashed, since the index of a table's
  /// former version still holds the name while the new table is built.
  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    guard name == "render" else { return nil }
    var arguments = call.binder("render")
    let relation = try arguments.required("relation").description
    let parts =
      config.columns + [
        relation, "\(config.isUnique)", config.method ?? "None", Timestamp.now().iso8601,
      ]
    return .string(Digest.md5(parts.joined(separator: "_")))
  }
}
