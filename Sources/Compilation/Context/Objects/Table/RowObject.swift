import Jinja
import PlainData

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

  func item(_ key: Value) throws -> Value? { try MappedSequenceObject.find(key, names, values) }
  var memberNames: [String] { MappedSequenceObject.methodNames }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "values": .tuple(values)
    case "keys": .tuple(names.map(Value.string))
    case "items": .tuple(zip(names, values).map { .tuple([.string($0), $1]) })
    case "dict": .dict(zip(names, values).map { ($0, $1) })
    case "get": try get(call)
    default: nil
    }
  }

  private func get(_ call: Call) throws -> Value {
    var arguments = call.binder("get")
    let key = try arguments.required("key")
    let fallback = try arguments.optional("default") ?? Value.none
    return try item(key) ?? fallback
  }

  func isEqual(to other: any Object) -> Bool {
    guard let other = other as? RowObject, other.values.count == values.count else { return false }
    return zip(values, other.values).allSatisfy { $0.isEqual(to: $1) }
  }

  func plain() throws -> PlainValue { .list(try values.map { try $0.plain() }) }
}

/// The values of one column.
final class ColumnValuesObject: Object {
  private let index: Int
  private let name: String
  /// agate's class for the values.
  private let type: String
  private let values: [Value]

  init(_ index: Int, name: String, type: String, values: [Value]) {
    self.index = index
    self.name = name
    self.type = type
    self.values = values
  }

  var typeName: String { "Column" }
  var length: Int? { values.count }
  var repr: String {
    "<agate.Column: (\(values.map(\.repr).joined(separator: ", ")))>"
  }
  func elements() throws -> [Value]? { values }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "name": .string(self.name)
    case "index": .int(index)
    case "data_type": .object(TypeObject(type))
    default: nil
    }
  }

  func item(_ key: Value) throws -> Value? { try MappedSequenceObject.find(key, [], values) }

  var memberNames: [String] {
    [
      "name", "index", "data_type", "values", "values_distinct", "values_without_nulls",
      "values_sorted", "values_without_nulls_sorted",
    ]
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "values": .tuple(values)
    case "values_distinct": .tuple(distinct(values))
    case "values_without_nulls": .tuple(values.filter { !$0.isNone })
    case "values_sorted": .list(try sorted(values))
    case "values_without_nulls_sorted": .list(try sorted(values.filter { !$0.isNone }))
    default: nil
    }
  }

  /// None comes last.
  private func sorted(_ values: [Value]) throws -> [Value] {
    try values.filter { !$0.isNone }.sorted { try $0.precedes($1) } + values.filter(\.isNone)
  }

  private func distinct(_ values: [Value]) -> [Value] {
    values.reduce(into: []) { kept, value in
      if !kept.contains(where: { $0.isEqual(to: value) }) { kept.append(value) }
    }
  }
}

/// agate's MappedSequence: a sequence whose items can also be had by name.
final class MappedSequenceObject: Object {
  private let values: [Value]
  /// nil for rows, which have no names.
  private let names: [String]?

  init(_ values: [Value], names: [String]?) {
    self.values = values
    self.names = names
  }

  var typeName: String { "MappedSequence" }
  var length: Int? { values.count }
  var repr: String {
    "<agate.MappedSequence: (\(values.map(\.repr).joined(separator: ", ")))>"
  }
  func elements() throws -> [Value]? { values }

  func item(_ key: Value) throws -> Value? { try Self.find(key, names ?? [], values) }
  var memberNames: [String] { Self.methodNames }
  static let methodNames = ["values", "keys", "items", "dict", "get"]

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "values": .tuple(values)
    case "keys": names.map { .tuple($0.map(Value.string)) } ?? Value.none
    case "items": .tuple(zip(names ?? [], values).map { .tuple([.string($0), $1]) })
    case "dict": .dict(zip(names ?? [], values).map { ($0, $1) })
    case "get": try get(call)
    default: nil
    }
  }

  private func get(_ call: Call) throws -> Value {
    var arguments = call.binder("get")
    let key = try arguments.required("key")
    let fallback = try arguments.optional("default") ?? Value.none
    return try item(key) ?? fallback
  }

  /// By position (negative from the end) or by name, case ignored only if nothing matches exactly.
  static func find(_ key: Value, _ names: [String], _ values: [Value]) throws -> Value? {
    if let slice = key.object as? SliceValue { return try slice.apply(to: .tuple(values)) }
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
