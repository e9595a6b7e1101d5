package import Warehouse

/// SQL as PostgreSQL spells it.
package struct PostgresDialect: Dialect {
  package init() {}

  package var name: String { "postgres" }

  package var features: DialectFeatures {
    [
      .merge, .deleteUsing, .cascade, .grants, .comments, .concurrentWriters,
      .truncate, .alterColumnType, .lowersUnquotedNames,
    ]
  }

  /// NAMEDATALEN - 1: the server cuts longer names off, with a notice only.
  package var maximumIdentifierLength: Int? { 63 }

  /// Just-in-time compilation of ten thousand nested cases takes longer than running them.
  package var largeExpressionSettings: [String] { ["set local jit = off"] }

  /// A relation without a schema is a temporary table.
  package func render(_ relation: Relation) -> String {
    let schema = relation.schema.isEmpty ? nil : relation.schema
    return [relation.database, schema, relation.identifier].compactMap { $0.map(quote) }
      .joined(separator: ".")
  }

  package func typeName(of type: ColumnType) -> String {
    switch type {
    case .boolean: "boolean"
    case .integer: "bigint"
    case .double: "double precision"
    case .decimal: "numeric"
    case .text: "text"
    case .date: "date"
    case .timestamp: "timestamp without time zone"
    case .timestampWithTimeZone: "timestamp with time zone"
    }
  }

  package func seedTypeName(of type: ColumnType) -> String {
    switch type {
    case .integer: "integer"
    case .double: "float8"
    default: typeName(of: type)
    }
  }

  package func columnType(ofSQLType name: String) -> ColumnType? {
    switch Self.withoutModifier(name.lowercased()) {
    case "boolean", "bool": .boolean
    case "smallint", "integer", "bigint", "int", "int2", "int4", "int8", "smallserial", "serial",
      "bigserial", "serial2", "serial4", "serial8":
      .integer
    case "real", "double precision", "float", "float4", "float8": .double
    case "numeric", "decimal": .decimal
    case "text", "character varying", "varchar", "character", "char", "bpchar", "name": .text
    case "date": .date
    case "timestamp", "timestamp without time zone": .timestamp
    case "timestamptz", "timestamp with time zone": .timestampWithTimeZone
    default: nil
    }
  }

  /// `timestamp(3) with time zone` without its `(3)`.
  private static func withoutModifier(_ name: String) -> String {
    var name = name
    if let open = name.firstIndex(of: "("), let close = name.firstIndex(of: ")"), open < close {
      name.removeSubrange(open...close)
    }
    return name.split(separator: " ").joined(separator: " ")
  }
}
