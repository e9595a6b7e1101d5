import CSQLite
import Warehouse

/// Single values in and out of statements.
enum Value {
  /// SQLite copies the bytes before the call returns.
  static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// The value of a column; `type` is what the declared type means, which a value that does not
  /// look like it overrules.
  static func read(_ statement: OpaquePointer, _ index: Int32, as type: ColumnType?) -> SQLValue {
    switch sqlite3_column_type(statement, index) {
    case SQLITE_INTEGER:
      let value = sqlite3_column_int64(statement, index)
      if type == .boolean, value == 0 || value == 1 { return .boolean(value == 1) }
      return type == .double ? .double(Double(value)) : .integer(value)
    case SQLITE_FLOAT: return .double(sqlite3_column_double(statement, index))
    case SQLITE_TEXT: return text(bytes(statement, index), as: type)
    case SQLITE_BLOB: return .bytes(Array(bytes(statement, index)))
    default: return .null
    }
  }

  /// The bytes of a text or blob, valid until the statement moves on.
  static func bytes(_ statement: OpaquePointer, _ index: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(statement, index)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))
  }

  private static func text(_ bytes: UnsafeRawBufferPointer, as type: ColumnType?) -> SQLValue {
    switch type {
    case .date:
      if let days = CivilTime.days(ofDate: bytes) { return .date(days) }
    case .timestamp:
      if let time = CivilTime.timestamp(of: bytes), !time.hasZone {
        return .timestamp(time.microseconds)
      }
    case .timestampWithTimeZone:
      if let time = CivilTime.timestamp(of: bytes) {
        return .timestampWithTimeZone(time.microseconds)
      }
    default: break
    }
    return .text(String(decoding: bytes, as: UTF8.self))
  }

  static func bind(_ value: SQLValue, to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch value {
    case .null: sqlite3_bind_null(statement, index)
    case .boolean(let value): sqlite3_bind_int64(statement, index, value ? 1 : 0)
    case .integer(let value): sqlite3_bind_int64(statement, index, value)
    case .double(let value): sqlite3_bind_double(statement, index, value)
    case .decimal(let text), .text(let text): bind(text, to: statement, at: index)
    case .bytes(let bytes): bind(bytes, to: statement, at: index)
    case .date(let days): bind(CivilTime.dateText(days: Int(days)), to: statement, at: index)
    case .timestamp(let value):
      bind(CivilTime.timestampText(microseconds: value), to: statement, at: index)
    case .timestampWithTimeZone(let value):
      bind(CivilTime.timestampText(microseconds: value) + "+00:00", to: statement, at: index)
    }
  }

  private static func bind(_ text: String, to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_text64(
      statement, index, text, UInt64(text.utf8.count), transient, UInt8(SQLITE_UTF8))
  }

  private static func bind(_ bytes: [UInt8], to statement: OpaquePointer, at index: Int32) -> Int32
  {
    if bytes.isEmpty { return sqlite3_bind_zeroblob(statement, index, 0) }
    return sqlite3_bind_blob64(statement, index, bytes, UInt64(bytes.count), transient)
  }
}
