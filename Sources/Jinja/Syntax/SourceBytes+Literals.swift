extension SourceBytes {
  /// The end of digits with single underscores between them; nil when there is no digit.
  private func digitsEnd(from start: Int, _ isDigit: (UInt8) -> Bool = \.isASCIIDigit) -> Int? {
    guard isDigit(byte(at: start)) else { return nil }
    var index = start + 1
    while isDigit(byte(at: index)) || (byte(at: index) == 0x5F && isDigit(byte(at: index + 1))) {
      index += 1
    }
    return index
  }

  /// The end of the number with a point or exponent at `start`; nil when it has neither.
  func floatEnd(from start: Int) -> Int? {
    guard let whole = digitsEnd(from: start) else { return nil }
    var stop = whole
    if byte(at: stop) == UInt8(ascii: "."), let fraction = digitsEnd(from: stop + 1) {
      stop = fraction
    }
    if byte(at: stop) | 0x20 == UInt8(ascii: "e") {
      let sign = byte(at: stop + 1)
      let hasSign = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
      if let exponent = digitsEnd(from: stop + (hasSign ? 2 : 1)) { return exponent }
    }
    return stop > whole ? stop : nil
  }

  /// The end of the integer at `start`, in whatever base it is written.
  func integerEnd(from start: Int) -> Int {
    guard bytes[start] == UInt8(ascii: "0") else { return digitsEnd(from: start) ?? start + 1 }
    let isDigit: ((UInt8) -> Bool)? =
      switch byte(at: start + 1) | 0x20 {
      case UInt8(ascii: "x"): { digitValue($0).map { $0 < 16 } ?? false }
      case UInt8(ascii: "o"): { $0 >= 0x30 && $0 < 0x38 }
      case UInt8(ascii: "b"): { $0 == 0x30 || $0 == 0x31 }
      default: nil
      }
    if let isDigit {
      let first = byte(at: start + 2) == 0x5F ? start + 3 : start + 2
      if let stop = digitsEnd(from: first, isDigit) { return stop }
    }
    return digitsEnd(from: start) { $0 == UInt8(ascii: "0") } ?? start + 1
  }

  /// The operator at `index` and its length.
  func sign(at index: Int) -> (Token.Kind, Int)? {
    let next = byte(at: index + 1)
    switch bytes[index] {
    case UInt8(ascii: "+"): return (.add, 1)
    case UInt8(ascii: "-"): return (.subtract, 1)
    case UInt8(ascii: "*"): return next == UInt8(ascii: "*") ? (.power, 2) : (.multiply, 1)
    case UInt8(ascii: "/"): return next == UInt8(ascii: "/") ? (.floorDivide, 2) : (.divide, 1)
    case UInt8(ascii: "%"): return (.modulo, 1)
    case UInt8(ascii: "="): return next == UInt8(ascii: "=") ? (.equal, 2) : (.assign, 1)
    case UInt8(ascii: "!"): return next == UInt8(ascii: "=") ? (.notEqual, 2) : nil
    case UInt8(ascii: "<"): return next == UInt8(ascii: "=") ? (.lessOrEqual, 2) : (.less, 1)
    case UInt8(ascii: ">"): return next == UInt8(ascii: "=") ? (.greaterOrEqual, 2) : (.greater, 1)
    default: return nil
    }
  }
}
