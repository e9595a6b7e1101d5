internal import Warehouse

extension SQLValue {
  /// For messages: `2024-01-31`, `null`.
  var shortText: String {
    switch self {
    case .null: return "null"
    case .boolean(let value): return "\(value)"
    case .integer(let value): return "\(value)"
    case .double(let value): return "\(value)"
    case .decimal(let text), .text(let text): return text
    case .bytes(let bytes): return "\(bytes.count) bytes"
    case .date(let days):
      var bytes: [UInt8] = []
      ISOText.append(date: Int(days), to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    case .timestamp(let time), .timestampWithTimeZone(let time):
      var bytes: [UInt8] = []
      ISOText.append(timestamp: time, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
