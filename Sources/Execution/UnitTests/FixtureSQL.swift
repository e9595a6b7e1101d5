import Diagnostics
import PlainData
import Warehouse

/// Rows of a unit test as a query: every value cast to the type of the column that it stands for.
struct FixtureSQL {
  /// Columns that rows may have, with their types.
  let columns: [ColumnDescription]
  /// What messages call the fixture: `'orders'`, `expected output`.
  let name: String
  let dialect: any Dialect

  /// All columns in their order, null where a row says nothing.
  ///
  /// Throws: `unit-test-column` for a column that is not there.
  func query(of rows: [PlainMap]) throws(Diagnostic) -> String {
    if rows.isEmpty { return try select(PlainMap(), columns) + "\nlimit 0" }
    return try selects(rows, columns)
  }

  /// Only the columns of `names`, in that order.
  func query(of rows: [PlainMap], naming names: [String]) throws(Diagnostic) -> String {
    let wanted = try names.map { name throws(Diagnostic) in try column(name) }
    if rows.isEmpty { return try select(PlainMap(), wanted) + "\nlimit 0" }
    return try selects(rows, wanted)
  }

  /// The column that `name` means, whatever its case.
  func column(_ name: String) throws(Diagnostic) -> ColumnDescription {
    if let found = columns.first(where: { $0.name.lowercased() == name.lowercased() }) {
      return found
    }
    let known = columns.map { "'\($0.name.lowercased())'" }.joined(separator: ", ")
    throw Diagnostic(
      code: "unit-test-column",
      "Invalid column name: '\(name.lowercased())' in unit test fixture for \(self.name).\n"
        + "Accepted columns for \(self.name) are: [\(known)]",
      help: NearMiss.help(for: name, among: columns.map(\.name)))
  }

  private func selects(_ rows: [PlainMap], _ wanted: [ColumnDescription]) throws(Diagnostic)
    -> String
  {
    var parts: [String] = []
    for row in rows { parts.append(try select(row, wanted)) }
    return parts.joined(separator: "\nunion all\n")
  }

  private func select(_ row: PlainMap, _ wanted: [ColumnDescription]) throws(Diagnostic) -> String {
    var values: [String: PlainValue] = [:]
    for (name, value) in row { values[try column(name).name] = value }
    let items = wanted.map { column in
      cast(values[column.name] ?? .null, to: column) + " as " + dialect.quote(column.name)
    }
    return "select " + items.joined(separator: ", ")
  }

  private func cast(_ value: PlainValue, to column: ColumnDescription) -> String {
    var type = column.type
    // A length would cut the text off without a word.
    if case .string = value, type.hasPrefix("character varying") { type = "character varying" }
    return type.isEmpty ? literal(value) : "cast(\(literal(value)) as \(type))"
  }

  private func literal(_ value: PlainValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): dialect.literal(.boolean(flag))
    case .int(let number): String(number)
    case .double(let number): String(number)
    case .string(let text): dialect.literal(.text(text))
    case .list, .map: dialect.literal(.text(JSON.text(value, layout: .spaced)))
    }
  }
}
