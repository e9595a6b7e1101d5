/// Python's escapes in a quoted string.
enum StringLiteral {
  /// An escape that lacks something.
  struct Problem: Error {
    let message: String
    /// Where its backslash stands, counted from the first byte of the string's body.
    let offset: Int
    let length: Int
  }

  /// The text of a string token, without its quotes.
  static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ token: Token
  ) throws(Problem) -> String {
    let body = UnsafeBufferPointer(rebasing: bytes[Int(token.start) + 1..<Int(token.end) - 1])
    guard body.contains(where: { $0 == UInt8(ascii: "\\") || $0 == .carriageReturn }) else {
      return String(decoding: body, as: UTF8.self)
    }
    return try decode(Array(body))
  }

  static func decode(_ body: [UInt8]) throws(Problem) -> String {
    var result: [UInt8] = []
    var index = 0
    while index < body.count {
      let byte = body[index]
      if byte == .carriageReturn {
        result.append(.newline)
        index += index + 1 < body.count && body[index + 1] == .newline ? 2 : 1
      } else if byte == UInt8(ascii: "\\"), index + 1 < body.count {
        index = try escape(body, index + 1, &result)
      } else {
        result.append(byte)
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Handles the escape whose letter is at `index`; returns the position after it.
  private static func escape(
    _ body: [UInt8], _ index: Int, _ result: inout [UInt8]
  ) throws(Problem) -> Int {
    switch body[index] {
    case .newline: return index + 1
    case .carriageReturn:
      return index + (index + 1 < body.count && body[index + 1] == .newline ? 2 : 1)
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): result.append(body[index])
    case UInt8(ascii: "a"): result.append(7)
    case UInt8(ascii: "b"): result.append(8)
    case UInt8(ascii: "f"): result.append(12)
    case UInt8(ascii: "n"): result.append(10)
    case UInt8(ascii: "r"): result.append(13)
    case UInt8(ascii: "t"): result.append(9)
    case UInt8(ascii: "v"): result.append(11)
    case UInt8(ascii: "x"): return try number(body, index, digits: 2, &result)
    case UInt8(ascii: "u"): return try number(body, index, digits: 4, &result)
    case UInt8(ascii: "U"): return try number(body, index, digits: 8, &result)
    case UInt8(ascii: "N"): return try named(body, index, &result)
    case 0x30...0x37: return octal(body, index, &result)
    default:
      // Python keeps the backslash of an escape it does not know.
      result.append(UInt8(ascii: "\\"))
      result.append(body[index])
    }
    return index + 1
  }

  private static func number(
    _ body: [UInt8], _ index: Int, digits: Int, _ result: inout [UInt8]
  ) throws(Problem) -> Int {
    let given = body[(index + 1)...].prefix(digits).prefix {
      digitValue($0).map { $0 < 16 } ?? false
    }
    let sign = Unicode.Scalar(body[index])
    guard given.count == digits, let number = value(given, 16) else {
      throw Problem(
        message: "the escape `\\\(sign)` needs \(digits) hexadecimal digits", offset: index - 1,
        length: 2 + given.count)
    }
    guard number < 0x11_0000 else {
      throw Problem(
        message: "there is no character with this number", offset: index - 1, length: 2 + digits)
    }
    // Half of a pair stands for nothing that UTF-8 can hold.
    append(Unicode.Scalar(number) ?? "\u{FFFD}", to: &result)
    return given.endIndex
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout [UInt8]) {
    result += UTF8.encode(scalar).map { Array($0) } ?? []
  }

  /// `\N{LATIN SMALL LETTER A}`.
  private static func named(
    _ body: [UInt8], _ index: Int, _ result: inout [UInt8]
  ) throws(Problem) -> Int {
    guard index + 1 < body.count, body[index + 1] == UInt8(ascii: "{"),
      let end = body[index...].firstIndex(of: UInt8(ascii: "}")), end > index + 2
    else {
      throw Problem(
        message: "the escape `\\N` needs the name of a character in braces", offset: index - 1,
        length: 2)
    }
    let name = String(decoding: body[(index + 2)..<end], as: UTF8.self).uppercased()
    // Looked for in all of them: it is rare, and a table would be larger than the engine.
    for number in UInt32(0x20)..<0x11_0000 {
      guard let scalar = Unicode.Scalar(number) else { continue }
      if scalar.properties.name == name || scalar.properties.nameAlias == name {
        append(scalar, to: &result)
        return end + 1
      }
    }
    throw Problem(
      message: "there is no character of this name", offset: index - 1, length: end - index + 2)
  }

  private static func octal(_ body: [UInt8], _ index: Int, _ result: inout [UInt8]) -> Int {
    var end = index
    while end < body.count, end < index + 3, body[end] >= 0x30, body[end] < 0x38 { end += 1 }
    let scalar = value(body[index..<end], 8).flatMap(Unicode.Scalar.init)
    result += scalar.flatMap { UTF8.encode($0) }.map { Array($0) } ?? []
    return end
  }

  private static func value(_ digits: ArraySlice<UInt8>, _ radix: UInt32) -> UInt32? {
    var value: UInt32 = 0
    for digit in digits {
      guard let next = digitValue(digit), next < radix else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: radix)
      guard !overflow else { return nil }
      value = product &+ next
    }
    return value
  }
}
