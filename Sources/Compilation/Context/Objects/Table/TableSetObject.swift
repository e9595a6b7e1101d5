import Diagnostics
import Jinja
import PlainData

/// agate's TableSet: the tables that `group_by` makes, each with the value that its rows share.
final class TableSetObject: Object {
  private let keyName: String
  private let keys: [Value]
  private let tables: [TableObject]

  init(_ keyName: String, _ groups: [(key: Value, table: TableObject)]) {
    self.keyName = keyName
    keys = groups.map(\.key)
    tables = groups.map(\.table)
  }

  var typeName: String { "TableSet" }
  var length: Int? { tables.count }
  var repr: String { "<agate.TableSet object>" }
  private var values: [Value] { tables.map { .object($0) } }

  func elements() throws -> [Value]? { values }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "key_name": .string(keyName)
    case "column_names": try tables.first?.attribute("column_names") ?? .tuple([])
    case "column_types": try tables.first?.attribute("column_types") ?? .tuple([])
    default: nil
    }
  }

  /// By position, else by key.
  func item(_ key: Value) throws -> Value? {
    if key.int != nil { return try MappedSequenceObject.find(key, [], values) }
    return table(of: key)
  }

  var memberNames: [String] {
    [
      "key_name", "column_names", "column_types", "values", "keys", "items", "dict", "get", "merge",
      "select", "exclude", "limit", "where", "order_by", "rename", "distinct",
    ]
  }

  private func table(of key: Value) -> Value? {
    keys.firstIndex { $0.isEqual(to: key) }.map { values[$0] }
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "values": return .tuple(values)
    case "keys": return .tuple(keys)
    case "items": return .list(zip(keys, values).map { .tuple([$0, $1]) })
    case "dict": return .dict(zip(keys, values).map { ($0, $1) })
    case "get":
      var arguments = call.binder("get")
      let key = try arguments.required("key")
      let fallback = try arguments.optional("default") ?? Value.none
      return table(of: key) ?? fallback
    case "merge": return .object(try merged(call))
    // These go to every table of the set.
    case "select", "exclude", "limit", "where", "order_by", "rename", "distinct":
      return .object(
        TableSetObject(
          keyName,
          try zip(keys, tables).map { key, table in
            (key, try table.callMethod(name, call)?.object as? TableObject ?? table)
          }))
    default: return nil
    }
  }

  /// One table of all the rows, with the keys as a column in front.
  private func merged(_ call: Call) throws -> TableObject {
    var arguments = call.binder("merge")
    _ = arguments.rest()
    guard let first = tables.first else { return .empty }
    return first.fork(
      names: [keyName] + first.names, types: ["text"] + first.types,
      rows: zip(keys, tables).flatMap { key, table in table.rows.map { [key] + $0 } })
  }
}

extension TableObject {
  /// `group_by('column')` or by what a function makes of a row, in the order in which the keys come.
  func grouped(_ call: Call) throws -> TableSetObject {
    var arguments = call.binder("group_by")
    let key = try arguments.required("key")
    let name = try arguments.optionalString("key_name")
    _ = arguments.rest()
    let column = try key.isCallable ? nil : index(of: key)
    var groups: [(key: Value, rows: [[Value]])] = []
    for row in rows {
      let value =
        try column.map { row[$0] }
        ?? .string(
          key.call([.object(RowObject(names: names, values: row))], state: call.state).description)
      if let place = groups.firstIndex(where: { $0.key.isEqual(to: value) }) {
        groups[place].rows.append(row)
      } else {
        groups.append((value, [row]))
      }
    }
    return TableSetObject(
      name ?? column.map { names[$0] } ?? "group",
      groups.map { ($0.key, fork(names: names, types: types, rows: $0.rows)) })
  }

  func index(of key: Value) throws -> Int {
    if let position = key.int, names.indices.contains(position) { return position }
    guard let name = key.string, let index = names.firstIndex(of: name) else {
      throw Diagnostic(
        code: "key-error", "the table has no column `\(key)`",
        help: NearMiss.help(for: key.description, among: names))
    }
    return index
  }

  /// The first row that the function accepts, or None.
  func found(_ call: Call) throws -> Value {
    var arguments = call.binder("find")
    let test = try arguments.required("test")
    return try rowValues.first { try test.call([$0], state: call.state).isTrue } ?? Value.none
  }

  /// The names and types of the columns as a table, which is also what a table prints as.
  var structure: TableObject {
    fork(
      names: ["column", "data_type"], types: ["text", "text"],
      rows: names.indices.map { [.string(names[$0]), .string(agateType(at: $0))] })
  }
}
