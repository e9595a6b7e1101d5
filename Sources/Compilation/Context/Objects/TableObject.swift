import Jinja
import PlainData
import Warehouse

/// The result of a query as templates see it, with the members of agate's Table that dbt projects use.
final class TableObject: Object {
  private let names: [String]
  private let types: [String]
  private let rows: [[Value]]

  init(_ table: ResultTable) {
    names = table.columns.map(\.name)
    types = table.columns.map(\.type)
    rows = table.rows.map { $0.map { Value(sql: $0) } }
  }

  private init(names: [String], types: [String], rows: [[Value]]) {
    self.names = names
    self.types = types
    self.rows = rows
  }

  var typeName: String { "Table" }
  var length: Int? { rows.count }
  var isTrue: Bool { true }

  func elements() throws -> [Value]? { rowValues }

  private var rowValues: [Value] { rows.map { .object(RowObject(names: names, values: $0)) } }

  private var columnValues: [(Value, Value)] {
    names.indices.map { index in
      let column = ColumnValuesObject(name: names[index], values: rows.map { $0[index] })
      return (.string(names[index]), .object(column))
    }
  }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "columns": .object(MappedSequenceObject(columnValues))
    case "rows":
      .object(MappedSequenceObject(rowValues.enumerated().map { (.int($0.offset), $0.element) }))
    case "column_names": .tuple(names.map(Value.string))
    case "column_types": .tuple(types.map(Value.string))
    default: nil
    }
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "select":
      var arguments = call.binder("select")
      return .object(try selecting(arguments.required("key").items?.compactMap(\.string) ?? []))
    case "limit":
      var arguments = call.binder("limit")
      let count = try arguments.int("start_or_stop")
      return .object(TableObject(names: names, types: types, rows: Array(rows.prefix(count))))
    default: return nil
    }
  }

  private func selecting(_ wanted: [String]) throws -> TableObject {
    let indices = wanted.compactMap { names.firstIndex(of: $0) }
    return TableObject(
      names: indices.map { names[$0] }, types: indices.map { types[$0] },
      rows: rows.map { row in indices.map { row[$0] } })
  }
}

/// One row: items by position or by column name.
final class RowObject: Object {
  private let names: [String]
  private let values: [Value]

  init(names: [String], values: [Value]) {
    self.names = names
    self.values = values
  }

  var typeName: String { "Row" }
  var length: Int? { values.count }
  var repr: String { "<agate.Row: (\(values.map(\.repr).joined(separator: ", ")))>" }
  func elements() throws -> [Value]? { values }

  func item(_ key: Value) throws -> Value? { MappedSequenceObject.find(key, names, values) }
  func attribute(_ name: String) throws -> Value? { nil }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "values": .tuple(values)
    case "keys": .tuple(names.map(Value.string))
    case "items": .tuple(zip(names, values).map { .tuple([.string($0), $1]) })
    case "dict": .dict(zip(names, values).map { ($0, $1) })
    case "get":
      try get(call)
    default: nil
    }
  }

  private func get(_ call: Call) throws -> Value {
    var arguments = call.binder("get")
    let key = try arguments.required("key")
    let fallback = try arguments.optional("default") ?? Value.none
    return try item(key) ?? fallback
  }

  func plain() throws -> PlainValue { .list(try values.map { try $0.plain() }) }
}

/// The values of one column.
private final class ColumnValuesObject: Object {
  private let name: String
  private let columnValues: [Value]

  init(name: String, values: [Value]) {
    self.name = name
    columnValues = values
  }

  var typeName: String { "Column" }
  var length: Int? { columnValues.count }
  func elements() throws -> [Value]? { columnValues }
  func attribute(_ name: String) throws -> Value? { name == "name" ? .string(self.name) : nil }

  func item(_ key: Value) throws -> Value? {
    MappedSequenceObject.find(key, [], columnValues)
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "values": .tuple(columnValues)
    case "values_distinct":
      .tuple(
        columnValues.reduce(into: []) { distinct, value in
          if !distinct.contains(where: { $0.isEqual(to: value) }) { distinct.append(value) }
        })
    case "values_without_nulls": .tuple(columnValues.filter { !$0.isNone })
    default: nil
    }
  }
}

/// agate's MappedSequence: a sequence whose items can also be had by name.
private final class MappedSequenceObject: Object {
  private let pairs: [(Value, Value)]

  init(_ pairs: [(Value, Value)]) {
    self.pairs = pairs
  }

  var typeName: String { "MappedSequence" }
  var length: Int? { pairs.count }
  func elements() throws -> [Value]? { pairs.map(\.1) }

  func item(_ key: Value) throws -> Value? {
    Self.find(key, pairs.map { $0.0.string ?? "" }, pairs.map(\.1))
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "values": .tuple(pairs.map(\.1))
    case "keys": .tuple(pairs.map(\.0))
    case "items": .tuple(pairs.map { .tuple([$0.0, $0.1]) })
    default: nil
    }
  }

  /// By position (negative from the end) or by name, case ignored only if nothing matches exactly.
  static func find(_ key: Value, _ names: [String], _ values: [Value]) -> Value? {
    if let index = key.int {
      let position = index < 0 ? values.count + index : index
      return values.indices.contains(position) ? values[position] : nil
    }
    guard let name = key.string else { return nil }
    let position =
      names.firstIndex(of: name)
      ?? names.firstIndex { $0.lowercased() == name.lowercased() }
    return position.map { values[$0] }
  }
}

extension Value {
  /// A value of a result; exact decimals become numbers, points in time their text.
  init(sql value: SQLValue) {
    self =
      switch value {
      case .null: .none
      case .boolean(let flag): .bool(flag)
      case .integer(let number): .int(Int(number))
      case .double(let number): .double(number)
      case .decimal(let digits):
        Int(digits).map(Value.int) ?? Double(digits).map(Value.double) ?? .string(digits)
      case .text(let text): .string(text)
      case .bytes(let bytes): .string(String(decoding: bytes, as: UTF8.self))
      case .date(let days):
        .string(
          String(Timestamp(microseconds: Int64(days) * 86_400_000_000).sqlText.prefix(10)))
      case .timestamp(let microseconds): .string(Timestamp(microseconds: microseconds).sqlText)
      case .timestampWithTimeZone(let microseconds):
        .string(Timestamp(microseconds: microseconds).sqlText + "+00:00")
      }
  }
}
