import CSQLite
import Warehouse

/// A prepared statement, finalised when it is released.
final class Statement {
  let handle: OpaquePointer
  /// Where the statement starts and ends in the text it was prepared from.
  let range: Range<Int>

  init(_ handle: OpaquePointer, range: Range<Int>) {
    self.handle = handle
    self.range = range
  }

  deinit { sqlite3_finalize(handle) }

  /// Whether it leaves the database as it is.
  var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }
  var columnCount: Int { Int(sqlite3_column_count(handle)) }

  var columns: [ColumnDescription] {
    (0..<Int32(columnCount)).map { index in
      ColumnDescription(
        name: sqlite3_column_name(handle, index).map { String(cString: $0) } ?? "",
        type: sqlite3_column_decltype(handle, index).map { String(cString: $0) } ?? "")
    }
  }

  func reset() { sqlite3_reset(handle) }
}

/// One or more statements as bytes, ready for the parser.
struct StatementText {
  let sql: String
  /// UTF-8 with a zero byte at the end.
  let bytes: [UInt8]

  /// Throws: `statement` for text with a zero byte, at which SQLite would silently stop.
  init(_ sql: String) throws(DatabaseError) {
    self.sql = sql
    var bytes = Array(sql.utf8)
    if let zero = bytes.firstIndex(of: 0) {
      throw DatabaseError(
        .statement, "a statement cannot contain a zero byte", position: zero, statement: sql)
    }
    bytes.append(0)
    self.bytes = bytes
  }
}
