/// One value of a result or of a bind parameter.
public enum SQLValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case double(Double)
  /// Exact digits, as the warehouse prints them.
  case decimal(String)
  /// Also everything that has no case of its own (json, uuid, interval, arrays): the warehouse's text.
  case text(String)
  case bytes([UInt8])
  /// Days since 1970-01-01.
  case date(Int32)
  /// Microseconds since 1970-01-01 00:00:00, without a time zone.
  case timestamp(Int64)
  /// Microseconds since 1970-01-01 00:00:00 UTC.
  case timestampWithTimeZone(Int64)
}

/// A small result, held whole: catalog queries, `run_query`, samples of failing rows.
package struct ResultTable: Sendable {
  package var columns: [ColumnDescription]
  package var rows: [[SQLValue]]

  package init(columns: [ColumnDescription] = [], rows: [[SQLValue]] = []) {
    self.columns = columns
    self.rows = rows
  }
}

/// What the warehouse said of a statement that returned no rows.
package struct StatementResult: Hashable, Sendable {
  /// `SELECT 100`, `CREATE VIEW`, as PostgreSQL's command tag; `OK` on SQLite.
  package var message: String
  /// The first word or words of the tag: `SELECT`, `INSERT`.
  package var code: String
  /// nil where the statement does not count rows.
  package var rowsAffected: Int?

  package init(message: String, code: String, rowsAffected: Int? = nil) {
    self.message = message
    self.code = code
    self.rowsAffected = rowsAffected
  }
}
