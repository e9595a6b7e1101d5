internal import Warehouse

/// Values of small results, which arrive as text.
enum TextDecoding {
  static func row(_ row: Int, of result: borrowing QueryResult, _ types: [ServerType]) -> [SQLValue]
  {
    var values: [SQLValue] = []
    values.reserveCapacity(types.count)
    for (column, type) in types.enumerated() {
      values.append(result.text(row: row, column: column).map { value($0, type) } ?? .null)
    }
    return values
  }

  /// The value of a text in the server's form; a text that has another form than its type promises
  /// (a year before 4713 BC is none) stays a text.
  static func value(_ text: String, _ type: ServerType) -> SQLValue {
    switch type.wireType {
    case .boolean: .boolean(text == "t")
    case .int2, .int4, .int8: Int64(text).map(SQLValue.integer) ?? .text(text)
    case .float4, .float8: double(text).map(SQLValue.double) ?? .text(text)
    case .numeric: .decimal(text)
    case .date: TimeText(text).days.map(SQLValue.date) ?? .text(text)
    case .timestamp: TimeText(text).microseconds.map(SQLValue.timestamp) ?? .text(text)
    case .timestampWithTimeZone:
      TimeText(text).microseconds.map(SQLValue.timestampWithTimeZone) ?? .text(text)
    case .text, .varchar, .bpchar, .name: .text(text)
    case nil: type.identifier == ServerType.bytes.identifier ? bytes(text) : .text(text)
    }
  }

  private static func double(_ text: String) -> Double? {
    switch text {
    case "Infinity": .infinity
    case "-Infinity": -.infinity
    case "NaN": .nan
    default: Double(text)
    }
  }

  /// `\x00ff`
  private static func bytes(_ text: String) -> SQLValue {
    guard text.hasPrefix("\\x") else { return .text(text) }
    let digits = Array(text.utf8.dropFirst(2))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count - 1, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
      else { return .text(text) }
      bytes.append(byte)
    }
    return .bytes(bytes)
  }
}
