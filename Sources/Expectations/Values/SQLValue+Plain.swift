import PlainData
import Warehouse

extension SQLValue {
  /// A whole number, however the database counts: bigint, or PostgreSQL's numeric sums.
  var integer: Int? {
    switch self {
    case .integer(let value): Int(value)
    case .decimal(let digits): Int(digits)
    case .double(let value): Int(exactly: value)
    case .boolean(let value): value ? 1 : 0
    default: nil
    }
  }

  var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .decimal(let digits): Double(digits)
    case .double(let value): value
    case .boolean(let value): value ? 1 : 0
    default: nil
    }
  }

  /// As JSON has it: times as ISO texts without zone letters, bytes as hexadecimal digits, numbers
  /// that JSON lacks (NaN, Infinity) as texts.
  var plain: PlainValue {
    switch self {
    case .null: .null
    case .boolean(let value): .bool(value)
    case .integer(let value): .int(Int(value))
    case .double(let value): value.isFinite ? .double(value) : .string("\(value)")
    case .decimal(let digits): Self.plain(decimal: digits)
    case .text(let text): .string(text)
    case .bytes(let bytes): .string(bytes.map(Self.hexadecimal).joined())
    case .date(let days): .string(CivilTime(days: Int(days)).dateText)
    case .timestamp(let microseconds):
      .string(CivilTime(microseconds: microseconds).text)
    case .timestampWithTimeZone(let microseconds):
      .string(CivilTime(microseconds: microseconds).text + "+00:00")
    }
  }

  private static func plain(decimal digits: String) -> PlainValue {
    if let whole = Int(digits) { return .int(whole) }
    guard let number = Double(digits), number.isFinite else { return .string(digits) }
    return .double(number)
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}

extension PlainValue {
  /// On one line, for sentences: `3`, `1.5`, `"a"`, `[1, 2]`.
  package var inline: String {
    switch self {
    case .null: "nothing"
    case .bool(let value): "\(value)"
    case .int(let value): "\(value)"
    case .double(let value): "\(value)"
    case .string(let text): "\"\(text)\""
    case .list(let items): "[" + items.map(\.inline).joined(separator: ", ") + "]"
    case .map(let map):
      "{" + map.map { "\($0.key): \($0.value.inline)" }.joined(separator: ", ") + "}"
    }
  }
}
