import CSQLite
import Warehouse

/// The arguments of one call of a function.
struct Arguments {
  /// nil for the arguments of a table.
  let context: OpaquePointer?
  private let values: UnsafeMutablePointer<OpaquePointer?>?
  let count: Int

  init(_ context: OpaquePointer?, _ count: Int32, _ values: UnsafeMutablePointer<OpaquePointer?>?) {
    self.context = context
    self.count = Int(count)
    self.values = values
  }

  private func value(_ index: Int) -> OpaquePointer? { values?[index] }

  func isNull(_ index: Int) -> Bool {
    index >= count || sqlite3_value_type(value(index)) == SQLITE_NULL
  }

  var hasNull: Bool { (0..<count).contains(where: isNull) }

  /// The bytes of a text; valid during the call.
  func bytes(_ index: Int) -> UnsafeRawBufferPointer {
    let start = sqlite3_value_text(value(index))
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value(index))))
  }

  func text(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

  /// Whether the argument is a number as it stands, not a text that looks like one.
  func isNumber(_ index: Int) -> Bool {
    let type = sqlite3_value_type(value(index))
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT
  }

  /// Throws: for a text that is no number.
  func double(_ index: Int) throws(FunctionFailure) -> Double {
    try requireNumber(index)
    return sqlite3_value_double(value(index))
  }

  /// Throws: for a text that is no number.
  func integer(_ index: Int) throws(FunctionFailure) -> Int {
    try requireNumber(index)
    return Int(sqlite3_value_int64(value(index)))
  }

  /// Texts are true when they say so in PostgreSQL's words.
  func boolean(_ index: Int) throws(FunctionFailure) -> Bool {
    if isNumber(index) { return sqlite3_value_double(value(index)) != 0 }
    switch text(index).lowercased() {
    case "t", "true", "y", "yes", "on", "1": return true
    case "f", "false", "n", "no", "off", "0": return false
    default: throw FunctionFailure("`\(text(index))` is neither true nor false")
    }
  }

  /// The value as it is kept; blobs count as texts.
  func any(_ index: Int) -> FunctionValue {
    switch sqlite3_value_type(value(index)) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .integer(sqlite3_value_int64(value(index)))
    case SQLITE_FLOAT: .double(sqlite3_value_double(value(index)))
    default: .text(text(index))
    }
  }

  /// A date or time from its text.
  ///
  /// Throws: for a text that is none.
  func timestamp(_ index: Int) throws(FunctionFailure) -> CivilTime.Timestamp {
    if let time = CivilTime.timestamp(of: bytes(index)) { return time }
    throw FunctionFailure("`\(text(index))` is not a date or time: write `2024-12-31 23:59:59`")
  }

  private func requireNumber(_ index: Int) throws(FunctionFailure) {
    let type = sqlite3_value_numeric_type(value(index))
    guard type == SQLITE_INTEGER || type == SQLITE_FLOAT || type == SQLITE_NULL else {
      throw FunctionFailure("`\(text(index))` is not a number")
    }
  }
}
