import Diagnostics
import Jinja
import PlainData
import Warehouse

/// The result of a query as templates see it, with the members of agate's Table that projects use.
final class TableObject: Object {
  let names: [String]
  /// The warehouse's types of the columns.
  let types: [String]
  let rows: [[Value]]
  /// What the rows are called; nil where they have no names.
  private(set) var rowNames: [Value]?
  /// Takes what the table prints: agate writes to standard output, whatever `--no-print` says of `print`.
  /// nil where only the template's own `print` is known.
  private(set) var say: ((TemplateMessage) -> Void)?

  convenience init(_ table: ResultTable, in context: NodeContext) {
    self.init(table)
    say = { [unowned context] in context.say($0) }
  }

  convenience init(_ table: ResultTable) {
    let rows = table.rows.map { row in
      zip(row, table.columns).map { Value(sql: $0, type: $1.type) }
    }
    self.init(
      names: TableObject.distinguished(table.columns.map(\.name)), types: table.columns.map(\.type),
      rows: TableObject.withOneNumberType(rows))
  }

  init(names: [String], types: [String], rows: [[Value]]) {
    self.names = names
    self.types = types
    self.rows = rows
  }

  /// Another table of the same kind.
  func fork(
    names: [String], types: [String], rows: [[Value]], rowNames: [Value]? = nil
  ) -> TableObject {
    let table = TableObject(names: names, types: types, rows: rows)
    table.say = say
    table.rowNames = rowNames
    return table
  }

  /// Equal names of columns get numbers, as agate gives them: `a`, `a_2`.
  private static func distinguished(_ names: [String]) -> [String] {
    var counts: [String: Int] = [:]
    return names.map { name in
      counts[name, default: 0] += 1
      let count = counts[name] ?? 1
      return count == 1 ? name : "\(name)_\(count)"
    }
  }

  /// Integers beside Decimals become Decimals, too: a column has one type in agate.
  private static func withOneNumberType(_ rows: [[Value]]) -> [[Value]] {
    guard let first = rows.first else { return rows }
    let mixed = first.indices.filter { index in
      rows.contains { $0[index].isDecimal } && rows.contains { $0[index].isInteger }
    }
    if mixed.isEmpty { return rows }
    return rows.map { row in
      var row = row
      for index in mixed where row[index].isInteger {
        row[index] = Decimal(row[index]).map(Value.decimal) ?? row[index]
      }
      return row
    }
  }

  static var empty: TableObject { TableObject(names: [], types: [], rows: []) }

  var typeName: String { "Table" }
  var length: Int? { rows.count }
  var isTrue: Bool { true }
  var repr: String { "<agate.table.Table object>" }
  var str: String { structureText }

  func elements() throws -> [Value]? { rowValues }
  func item(_ key: Value) throws -> Value? { try MappedSequenceObject.find(key, [], rowValues) }

  var rowValues: [Value] { rows.map { .object(RowObject(names: names, values: $0)) } }

  private var columnValues: [Value] {
    names.indices.map { index in
      .object(
        ColumnValuesObject(
          index, name: names[index], type: agateType(at: index), values: rows.map { $0[index] }))
    }
  }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "columns": .object(MappedSequenceObject(columnValues, names: names))
    case "rows": .object(MappedSequenceObject(rowValues, names: nil))
    case "column_names": .tuple(names.map(Value.string))
    case "column_types": .tuple(names.indices.map { .object(TypeObject(agateType(at: $0))) })
    case "row_names": rowNames.map(Value.tuple) ?? Value.none
    default: nil
    }
  }

  /// All that a Table of agate's has, so that templates can ask for it.
  var memberNames: [String] {
    """
    aggregate bar_chart bins column_chart column_names column_types columns compute denormalize distinct
    exclude find from_csv from_fixed from_json from_object group_by homogenize join limit line_chart merge
    normalize order_by pivot print_bars print_csv print_html print_json print_structure print_table rename
    row_names rows scatterplot select to_csv to_json where
    """.split { " \n".contains($0) }.map(String.init)
  }

  /// agate's class for the values of a column.
  func agateType(at index: Int) -> String {
    switch columnType(at: index) {
    case .boolean: "Boolean"
    case .integer: "Integer"
    case .double, .decimal: "Number"
    case .date: "Date"
    case .timestamp, .timestampWithTimeZone: "DateTime"
    case .text: "Text"
    }
  }

  /// What the values of a column are, by the values themselves; texts where there are none.
  func columnType(at index: Int) -> ColumnType {
    let kinds = Set(rows.compactMap { $0[index].columnType })
    if kinds.isSubset(of: [.integer, .double]), kinds.count > 1 { return .double }
    return kinds.count == 1 ? kinds.first ?? .text : kinds.isEmpty ? .integer : .text
  }
}

/// One of agate's types, as `column_types` lists them.
final class TypeObject: Object {
  private let name: String

  init(_ name: String) {
    self.name = name
  }

  var typeName: String { name }
  var repr: String {
    switch name {
    case "Integer", "Number": "<dbt_common.clients.agate_helper.\(name) object>"
    case "DateTime": "<agate.data_types.date_time.DateTime object>"
    default: "<agate.data_types.\(name.lowercased()).\(name) object>"
    }
  }
}

extension Value {
  fileprivate var isDecimal: Bool { object is DecimalValue }

  fileprivate var isInteger: Bool {
    switch self {
    case .int, .big: true
    default: false
    }
  }

  /// nil for None, which says nothing about its column.
  fileprivate var columnType: ColumnType? {
    switch self {
    case .none, .undefined: nil
    case .bool: .boolean
    case .int, .big: .integer
    case .double: .double
    case .object(let object) where object is DecimalValue: .double
    case .object(let object) where object is DateObject: .date
    case .object(let object) where object is DateTimeObject: .timestamp
    default: .text
    }
  }

  /// A value of a result of the warehouse's `type`: arrays and JSON become the JSON text that dbt makes of
  /// what its driver reads, times and intervals Python's text.
  fileprivate init(sql value: SQLValue, type: String) {
    if case .text(let text) = value,
      let read = NestedText.json(of: text, type: type) ?? TimeText.python(of: text, type: type)
    {
      self = .string(read)
    } else {
      self.init(sql: value)
    }
  }

  /// A value of a result; numbers with a fraction become Decimals, as in dbt, dates and times Python's objects.
  init(sql value: SQLValue) {
    self =
      switch value {
      case .null: .none
      case .boolean(let flag): .bool(flag)
      case .integer(let number): .int(Int(number))
      case .double(let number): Decimal(shortest: number).map(Value.decimal) ?? .double(number)
      case .decimal(let digits):
        Decimal(digits).map(Value.decimal) ?? Double(digits).map(Value.double) ?? .string(digits)
      case .text(let text): .string(text)
      case .bytes(let bytes): .string(String(decoding: bytes, as: UTF8.self))
      case .date(let days): .object(DateObject(CivilDate(days: Int(days))))
      case .timestamp(let microseconds):
        .object(DateTimeObject(LocalTime(microseconds: microseconds), zone: nil))
      case .timestampWithTimeZone(let microseconds):
        .object(DateTimeObject(LocalTime(microseconds: microseconds), zone: .utc))
      }
  }
}
