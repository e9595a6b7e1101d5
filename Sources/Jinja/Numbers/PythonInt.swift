/// Python's rules for integers.
enum PythonInt {
  /// `int(text, base)`: white space around, sign, underscores, prefix; nil when it is none.
  static func parse(_ text: String, base: Int) -> Value? {
    var bytes = Array(PythonString.withASCIIDigits(PythonString.strip(text)).utf8)[...]
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
    var radix = base
    if bytes.count > 2, bytes.first == UInt8(ascii: "0"), let mark = radixMark(bytes) {
      if base == mark || base == 0 {
        radix = mark
        bytes = bytes.dropFirst(2)
        if bytes.first == UInt8(ascii: "_") { bytes.removeFirst() }
      }
    }
    if radix == 0 {
      guard bytes.first != UInt8(ascii: "0") || bytes.allSatisfy({ $0 == 0x30 || $0 == 0x5F })
      else {
        return nil
      }
      radix = 10
    }
    guard (2...36).contains(radix), bytes.count <= 4300, hasProperUnderscores(bytes) else {
      return nil
    }
    let digits = bytes.filter { $0 != UInt8(ascii: "_") }
    return BigInt(digits: digits, radix: UInt32(radix), isNegative: isNegative).map(Value.integer)
  }

  private static func radixMark(_ bytes: ArraySlice<UInt8>) -> Int? {
    switch bytes[bytes.startIndex + 1] | 0x20 {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "o"): 8
    case UInt8(ascii: "b"): 2
    default: nil
    }
  }

  private static func hasProperUnderscores(_ bytes: ArraySlice<UInt8>) -> Bool {
    var wasDigit = false
    for byte in bytes {
      if byte == UInt8(ascii: "_") {
        if !wasDigit { return false }
        wasDigit = false
      } else {
        wasDigit = true
      }
    }
    return wasDigit
  }

  /// `int(value)` of a number; nil for other values, infinities and NaN.
  static func truncating(_ value: Value) -> Value? {
    switch value {
    case .int, .big: value
    case .bool(let flag): .int(flag ? 1 : 0)
    case .double(let number): number.isFinite ? .integer(BigInt(number)) : nil
    case .object: value.decimal.map { .integer($0.truncated) }
    default: nil
    }
  }

  /// `round(integer, digits)`: to a multiple of a power of ten, half to even.
  static func round(_ value: Value, digits: Int) -> Value {
    guard digits < 0, let number = BigInt(value) else {
      return BigInt(value).map(Value.integer) ?? value
    }
    guard digits > -400 else { return 0 }
    let unit = BigInt(10).raised(to: -digits)
    guard let (quotient, rest) = number.dividedByFlooring(unit) else { return value }
    let double = rest + rest
    let isOdd = !(quotient.limbs.first ?? 0).isMultiple(of: 2)
    let up = double > unit || (double == unit && isOdd)
    return .integer((up ? quotient + BigInt(1) : quotient) * unit)
  }
}
