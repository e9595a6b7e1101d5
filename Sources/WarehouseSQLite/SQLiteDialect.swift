package import Warehouse

/// How SQLite spells names, values and types.
package struct SQLiteDialect: Dialect {
  let layout: SchemaLayout

  package let name = "sqlite"
  package let features: DialectFeatures = [.ignoresCase, .dropsUnseen]
  package let temporarySchema = "temp"

  /// `"schema"."identifier"`, or `"main"."schema__identifier"` for a schema without a file of its
  /// own. SQLite knows no databases above schemas: `relation.database` plays no part.
  package func render(_ relation: Relation) -> String {
    switch layout.place(of: relation.schema) {
    case .builtIn, .attached: "\(quote(relation.schema)).\(quote(relation.identifier))"
    case .prefixed: "\"main\".\(renderUnqualified(relation))"
    }
  }

  package func renderUnqualified(_ relation: Relation) -> String {
    quote(storedName(of: relation))
  }

  /// The name in `sqlite_master`.
  func storedName(of relation: Relation) -> String {
    switch layout.place(of: relation.schema) {
    case .builtIn, .attached: relation.identifier
    case .prefixed: SchemaLayout.prefix(of: relation.schema) + relation.identifier
    }
  }

  /// The name under which the connection knows the schema's database.
  func databaseName(ofSchema schema: String) -> String {
    layout.place(of: schema) == .prefixed ? "main" : schema
  }

  /// Dates and times are texts: SQLite has no type for them.
  package func literal(_ value: SQLValue) -> String {
    switch value {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .integer(.min): "(-9223372036854775807 - 1)"
    case .integer(let value): String(value)
    case .double(let value): literal(value)
    case .decimal(let digits): Double(digits) == nil ? text(digits) : digits
    case .text(let value): text(value)
    case .bytes(let bytes): "x'\(Hexadecimal.text(of: bytes))'"
    case .date(let days): text(CivilTime.dateText(days: Int(days)))
    case .timestamp(let value): text(CivilTime.timestampText(microseconds: value))
    case .timestampWithTimeZone(let value):
      text(CivilTime.timestampText(microseconds: value) + "+00:00")
    }
  }

  private func literal(_ value: Double) -> String {
    if value.isNaN { return "null" }
    if value.isInfinite { return value > 0 ? "9e999" : "-9e999" }
    return "\(value)"
  }

  private func text(_ value: String) -> String {
    "'" + value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
      + "'"
  }

  package func typeName(of type: ColumnType) -> String {
    switch type {
    case .boolean: "BOOLEAN"
    case .integer: "INTEGER"
    case .double: "REAL"
    case .decimal: "NUMERIC"
    case .text: "TEXT"
    case .date: "DATE"
    case .timestamp: "TIMESTAMP"
    case .timestampWithTimeZone: "TIMESTAMPTZ"
    }
  }

  /// As dbt-sqlite converts agate's types.
  package func seedTypeName(of type: ColumnType) -> String {
    switch type {
    case .boolean, .integer: "INT"
    case .double: "REAL"
    case .decimal: "NUMERIC"
    case .text, .date, .timestamp, .timestampWithTimeZone: "TEXT"
    }
  }

  /// By the declared type's name; where it says nothing, SQLite's affinity rules
  /// (https://sqlite.org/datatype3.html, 3.1). Decimals arrive as doubles: that is how they are kept.
  package func columnType(ofSQLType name: String) -> ColumnType? {
    switch name {
    case "": return nil
    // As most relations have it: no need to look closer.
    case "INT", "INTEGER": return .integer
    case "TEXT": return .text
    case "REAL": return .double
    default: return Self.columnType(ofUncommonName: name.uppercased())
    }
  }

  private static func columnType(ofUncommonName name: String) -> ColumnType? {
    if name.contains("BOOL") { return .boolean }
    if name.hasPrefix("TIMESTAMPTZ") || name.contains("WITH TIME ZONE") {
      return .timestampWithTimeZone
    }
    if name.hasPrefix("TIMESTAMP") || name.hasPrefix("DATETIME") { return .timestamp }
    if name == "DATE" { return .date }
    if name.contains("INT") { return .integer }
    if ["CHAR", "CLOB", "TEXT"].contains(where: name.contains) { return .text }
    let numeric = ["REAL", "FLOA", "DOUB", "NUMERIC", "DECIMAL"]
    return numeric.contains(where: name.contains) ? .double : nil
  }
}

enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  /// Two lowercase digits a byte.
  static func text(of bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
