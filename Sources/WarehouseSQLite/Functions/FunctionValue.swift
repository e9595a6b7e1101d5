import CSQLite

/// What a function returns, and what aggregates keep.
enum FunctionValue: Hashable {
  case null
  case integer(Int64)
  case double(Double)
  case text(String)

  static func boolean(_ value: Bool) -> FunctionValue { .integer(value ? 1 : 0) }

  /// Sets the result of a call.
  func set(in context: OpaquePointer?) {
    switch self {
    case .null: sqlite3_result_null(context)
    case .integer(let value): sqlite3_result_int64(context, value)
    case .double(let value): sqlite3_result_double(context, value)
    case .text(let text):
      sqlite3_result_text64(
        context, text, UInt64(text.utf8.count), Value.transient, UInt8(SQLITE_UTF8))
    }
  }
}

extension FunctionValue: Comparable {
  /// As SQLite sorts: nulls, then numbers, then texts by their bytes.
  static func < (one: FunctionValue, other: FunctionValue) -> Bool {
    switch (one, other) {
    case (.integer(let a), .integer(let b)): a < b
    case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
    case (.null, _): other != .null
    case (_, .null), (.text, _): false
    case (_, .text): true
    default: one.number < other.number
    }
  }

  private var number: Double {
    switch self {
    case .integer(let value): Double(value)
    case .double(let value): value
    case .null, .text: .nan
    }
  }
}

/// Why a call has no result; becomes the statement's error.
struct FunctionFailure: Error {
  let message: String
  init(_ message: String) { self.message = message }
}
