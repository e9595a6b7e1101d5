extension NumericFormat {
  /// A numeric taken apart: decimal digits without leading zeros, and where its point stands.
  private struct Parts {
    var digits: [UInt8] = []
    /// Digits before the point; negative when zeros follow the point.
    var point = 0
    var scale = 0
    var isNegative = false
  }

  /// Appends the binary form of `12.50`, `-1e-7`, `NaN`, `Infinity`; false when it is no number or
  /// lies outside of what the format holds.
  static func append(_ text: ArraySlice<UInt8>, to buffer: CopyBuffer) -> Bool {
    if isWord(text) { return appendSpecial(String(decoding: text, as: UTF8.self), to: buffer) }
    guard let parts = parse(text), parts.scale <= 16_383, abs(parts.point) < 131_072 else {
      return false
    }
    append(parts, to: buffer)
    return true
  }

  /// Whether a letter follows the sign.
  private static func isWord(_ text: ArraySlice<UInt8>) -> Bool {
    let isSigned = text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+")
    return text.dropFirst(isSigned ? 1 : 0).first.map { $0 > UInt8(ascii: "9") } ?? false
  }

  private static func appendSpecial(_ text: String, to buffer: CopyBuffer) -> Bool {
    let sign: UInt16
    switch text.lowercased() {
    case "nan": sign = notANumber
    case "infinity", "+infinity", "inf", "+inf": sign = infinity
    case "-infinity", "-inf": sign = negativeInfinity
    default: return false
    }
    for half in [0, 0, sign, 0] { buffer.append(half) }
    return true
  }

  private static func append(_ parts: Parts, to buffer: CopyBuffer) {
    guard !parts.digits.isEmpty else {
      for half in [0, 0, 0, UInt16(parts.scale)] { buffer.append(half) }
      return
    }
    // Groups of four are counted from the point.
    let groupsBefore = (parts.point + 3) >> 2
    let padding = groupsBefore * 4 - parts.point
    var groups: [UInt16] = []
    var group: UInt16 = 0
    var filled = padding
    for digit in parts.digits {
      group = group * 10 + UInt16(digit)
      filled += 1
      if filled == 4 {
        groups.append(group)
        group = 0
        filled = 0
      }
    }
    if filled > 0 {
      for _ in filled..<4 { group *= 10 }
      groups.append(group)
    }
    while groups.last == 0 { groups.removeLast() }
    buffer.append(UInt16(groups.count))
    buffer.append(UInt16(bitPattern: Int16(groupsBefore - 1)))
    buffer.append(parts.isNegative ? negative : 0)
    buffer.append(UInt16(parts.scale))
    for group in groups { buffer.append(group) }
  }

  private static func parse(_ text: ArraySlice<UInt8>) -> Parts? {
    var parts = Parts()
    var rest = text
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      parts.isNegative = rest.removeFirst() == UInt8(ascii: "-")
    }
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction = rest.prefix(0)
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix(while: isDigit)
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty, let exponent = exponent(rest) else { return nil }
    let digits = whole + fraction
    let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    parts.digits = digits.dropFirst(zeros).map { $0 - UInt8(ascii: "0") }
    parts.point = whole.count - zeros + exponent
    parts.scale = max(0, fraction.count - exponent)
    return parts
  }

  /// 0 when nothing is left; nil when something else than an exponent is.
  private static func exponent(_ text: ArraySlice<UInt8>) -> Int? {
    guard let first = text.first else { return 0 }
    guard first | 0x20 == UInt8(ascii: "e"), text.count < 8 else { return nil }
    return Int(String(decoding: text.dropFirst(), as: UTF8.self))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
