package import PlainData

extension SQLValue {
  /// As JSON has it: times as ISO texts without zone letters, bytes as hexadecimal digits, whole
  /// decimals as integers, numbers that JSON lacks (NaN, Infinity) as texts.
  package var plain: PlainValue {
    switch self {
    case .null: .null
    case .boolean(let value): .bool(value)
    case .integer(let value): .int(Int(value))
    case .double(let value): value.isFinite ? .double(value) : .string("\(value)")
    case .decimal(let digits): Self.plain(decimal: digits)
    case .text(let text): .string(text)
    case .bytes(let bytes): .string(bytes.map(Self.hexadecimal).joined())
    case .date(let days): .string(CivilTime.dateText(days: Int(days)))
    case .timestamp(let microseconds):
      .string(CivilTime.timestampText(microseconds: microseconds))
    case .timestampWithTimeZone(let microseconds):
      .string(CivilTime.timestampText(microseconds: microseconds) + "+00:00")
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
