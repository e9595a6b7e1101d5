package import Warehouse

/// A column of a seed, as inferred from all of its rows or as told by `column_types`.
package struct SeedColumn: Hashable, Sendable {
  /// As in the header; made unique and, where empty, made up as agate does.
  package let name: String
  /// The type of the values that `Seed.append` sends.
  package let type: ColumnType
  /// Whether every integer fits 32 bits.
  package let isNarrow: Bool
  /// The SQL type given in `column_types`; nil: the dialect's own for `type`.
  package let sqlType: String?
  let conversion: SeedConversion
}

extension SeedColumn {
  /// The type of the column in the table: `integer`, `float8` … on PostgreSQL, as dbt-postgres and
  /// dbt-sqlite choose it; integers beyond 32 bits get a type that holds them.
  package func sqlType(in dialect: any Dialect) -> String {
    if let sqlType { return sqlType }
    return type == .integer && !isNarrow
      ? dialect.typeName(of: type) : dialect.seedTypeName(of: type)
  }

  /// The column's name as it stands in the table's definition; dbt quotes it only when
  /// `quote_columns` says so.
  package func renderedName(in dialect: any Dialect, isQuoted: Bool) -> String {
    isQuoted ? dialect.quote(name) : name
  }
}
