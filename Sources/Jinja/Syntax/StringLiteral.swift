/// Python's escapes in a quoted string.
enum StringLiteral {
  /// The text of a string token, without its quotes.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) -> String {
    let body = UnsafeBufferPointer(rebasing: bytes[Int(token.start) + 1..<Int(token.end) - 1])
    guard body.contains(where: { $0 == UInt8(ascii: "\\") || $0 == .carriageReturn }) else {
      return String(decoding: body, as: UTF8.self)
    }
    return decode(Array(body))
  }

  static func decode(_ body: [UInt8]) -> String {
    var result: [UInt8] = []
    var index = 0
    while index < body.count {
      let byte = body[index]
      if byte == .carriageReturn {
        result.append(.newline)
        index += index + 1 < body.count && body[index + 1] == .newline ? 2 : 1
      } else if byte == UInt8(ascii: "\\"), index + 1 < body.count {
        index = escape(body, index + 1, &result)
      } else {
        result.append(byte)
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Handles the escape whose letter is at `index`; returns the position after it.
  private static func escape(_ body: [UInt8], _ index: Int, _ result: inout [UInt8]) -> Int {
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
    case UInt8(ascii: "x"): return number(body, index, digits: 2, &result)
    case UInt8(ascii: "u"): return number(body, index, digits: 4, &result)
    case UInt8(ascii: "U"): return number(body, index, digits: 8, &result)
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
  ) -> Int {
    let end = index + 1 + digits
    if end <= body.count, let number = value(body[(index + 1)..<end], 16),
      let scalar = Unicode.Scalar(number)
    {
      result += UTF8.encode(scalar).map { Array($0) } ?? []
      return end
    }
    result += [UInt8(ascii: "\\"), body[index]]
    return index + 1
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
