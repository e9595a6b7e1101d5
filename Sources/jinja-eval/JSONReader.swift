import PlainData

/// A strict JSON parser; objects keep their order.
struct JSONReader {
  struct Problem: Error {
    let message: String
  }

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  static func read(_ text: String) throws(Problem) -> PlainValue {
    var reader = JSONReader(bytes: Array(text.utf8))
    let value = try reader.value()
    reader.skipSpace()
    guard reader.position == reader.bytes.count else { throw reader.problem("more than one value") }
    return value
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private func problem(_ message: String) -> Problem {
    Problem(message: "\(message) at byte \(position)")
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  private mutating func value() throws(Problem) -> PlainValue {
    skipSpace()
    guard position < bytes.count else { throw problem("the end") }
    depth += 1
    defer { depth -= 1 }
    guard depth < 500 else { throw problem("nested too deeply") }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    default: return try word()
    }
  }

  private mutating func object() throws(Problem) -> PlainValue {
    position += 1
    var map = PlainMap()
    if take("}") { return .map(map) }
    repeat {
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw problem("a key is missing")
      }
      let key = try string()
      guard take(":") else { throw problem("`:` is missing") }
      map[key] = try value()
    } while take(",")
    guard take("}") else { throw problem("`}` is missing") }
    return .map(map)
  }

  private mutating func array() throws(Problem) -> PlainValue {
    position += 1
    var items: [PlainValue] = []
    if take("]") { return .list(items) }
    repeat { items.append(try value()) } while take(",")
    guard take("]") else { throw problem("`]` is missing") }
    return .list(items)
  }

  private mutating func word() throws(Problem) -> PlainValue {
    let start = position
    while position < bytes.count,
      ![0x2C, 0x5D, 0x7D, 0x20, 0x09, 0x0A, 0x0D].contains(bytes[position])
    {
      position += 1
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    case "NaN": return .double(.nan)
    case "Infinity": return .double(.infinity)
    case "-Infinity": return .double(-.infinity)
    default:
      if let integer = Int(text) { return .int(integer) }
      guard let number = Double(text) else { throw problem("`\(text)` is no value") }
      return .double(number)
    }
  }

  private mutating func string() throws(Problem) -> String {
    position += 1
    var units: [UInt8] = []
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      guard bytes[position] == UInt8(ascii: "\\") else {
        units.append(bytes[position])
        position += 1
        continue
      }
      position += 1
      guard position < bytes.count else { break }
      try escape(into: &units)
    }
    guard position < bytes.count else { throw problem("a string is not closed") }
    position += 1
    return String(decoding: units, as: UTF8.self)
  }

  private mutating func escape(into units: inout [UInt8]) throws(Problem) {
    let sign = bytes[position]
    position += 1
    switch sign {
    case UInt8(ascii: "n"): units.append(0x0A)
    case UInt8(ascii: "r"): units.append(0x0D)
    case UInt8(ascii: "t"): units.append(0x09)
    case UInt8(ascii: "b"): units.append(0x08)
    case UInt8(ascii: "f"): units.append(0x0C)
    case UInt8(ascii: "u"): units += Array(String(try unicode()).utf8)
    default: units.append(sign)
    }
  }

  private mutating func unicode() throws(Problem) -> Unicode.Scalar {
    let first = try fourDigits()
    if (0xD800..<0xDC00).contains(first), position + 1 < bytes.count,
      bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
    {
      position += 2
      let second = try fourDigits()
      let value = 0x10000 + (first - 0xD800) << 10 + (second &- 0xDC00)
      return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
    return Unicode.Scalar(first) ?? "\u{FFFD}"
  }

  private mutating func fourDigits() throws(Problem) -> UInt32 {
    guard position + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw problem("`\\u` needs four hexadecimal digits") }
    position += 4
    return value
  }
}
