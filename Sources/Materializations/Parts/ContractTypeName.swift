/// The classes of types that dbt's driver for PostgreSQL tells apart, under the names it gives them.
enum ContractTypeName {
  /// nil for a type that the driver does not know.
  ///
  /// - Parameter type: as the catalog spells it: `character varying(20)`, `timestamp with time zone[]`.
  static func of(_ type: String) -> String? {
    if type.hasSuffix("[]") {
      return arrays[base(of: String(type.dropLast(2)))]
    }
    return scalars[base(of: type)]
  }

  /// Without `(20)`, wherever it stands: `timestamp(3) with time zone`.
  private static func base(of type: String) -> String {
    guard let open = type.firstIndex(of: "("), let close = type.firstIndex(of: ")") else {
      return type
    }
    return String(type[..<open] + type[type.index(after: close)...])
  }

  private static let scalars = [
    "bigint": "LONGINTEGER", "integer": "INT", "smallint": "INT", "real": "FLOAT",
    "double precision": "FLOAT", "numeric": "DECIMAL", "boolean": "BOOL", "text": "TEXT",
    "character varying": "TEXT", "character": "TEXT", "\"char\"": "TEXT", "name": "TEXT",
    "date": "DATE", "timestamp without time zone": "DATETIME",
    "timestamp with time zone": "DATETIMETZ", "time without time zone": "TIME",
    "time with time zone": "TIME", "interval": "INTERVAL", "bytea": "BINARY", "oid": "ROWID",
    "json": "JSON", "jsonb": "JSONB", "unknown": "TEXT",
  ]

  private static let arrays = [
    "bigint": "LONGINTEGERARRAY", "integer": "INTEGERARRAY", "smallint": "INTEGERARRAY",
    "real": "FLOATARRAY", "double precision": "FLOATARRAY", "numeric": "DECIMALARRAY",
    "boolean": "BOOLEANARRAY", "text": "STRINGARRAY", "character varying": "STRINGARRAY",
    "character": "STRINGARRAY", "\"char\"": "STRINGARRAY", "name": "STRINGARRAY",
    "date": "DATEARRAY", "timestamp without time zone": "DATETIMEARRAY",
    "timestamp with time zone": "DATETIMETZARRAY", "time without time zone": "TIMEARRAY",
    "time with time zone": "TIMEARRAY", "interval": "INTERVALARRAY", "bytea": "BINARYARRAY",
    "oid": "ROWIDARRAY", "json": "JSONARRAY", "jsonb": "JSONBARRAY",
  ]
}
