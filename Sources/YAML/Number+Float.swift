extension Number {
  /// A number with a point, `.inf`, `.nan`, or base sixty with a fraction (`1:30.5`).
  ///
  /// As in YAML 1.1, an exponent needs both the point and its own sign: `1e5` is a string.
  static func float(_ text: ArraySlice<UInt8>) -> Double? {
    let (negative, digits) = split(text)
    if let named = named(digits, signed: digits.count < text.count) {
      return negative ? -named : named
    }
    guard let point = digits.firstIndex(of: UInt8(ascii: ".")) else { return nil }
    if digits[..<point].contains(UInt8(ascii: ":")) {
      return sexagesimal(digits, point: point).map { negative ? -$0 : $0 }
    }
    // `.5` takes no sign in PyYAML's pattern, `0.5` does.
    guard digits.startIndex < point || digits.count == text.count else { return nil }
    guard isDecimal(digits, point: point) else { return nil }
    return parse(text)
  }

  private static func named(_ digits: ArraySlice<UInt8>, signed: Bool) -> Double? {
    guard digits.count == 4, digits.first == UInt8(ascii: ".") else { return nil }
    return switch String(decoding: digits, as: UTF8.self) {
    case ".inf", ".Inf", ".INF": .infinity
    case ".nan", ".NaN", ".NAN": signed ? nil : .nan
    default: nil
    }
  }

  /// `[0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?` or `\.[0-9][0-9_]*([eE][-+][0-9]+)?`
  private static func isDecimal(_ digits: ArraySlice<UInt8>, point: Int) -> Bool {
    let whole = digits[..<point]
    let rest = digits[(point + 1)...]
    let exponent = rest.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? rest.endIndex
    let fraction = rest[..<exponent]
    let first = whole.isEmpty ? fraction.first : whole.first
    guard let first, isDigit(first), isDigits(whole), isDigits(fraction) else { return false }
    return exponent == rest.endIndex || isExponent(rest[(exponent + 1)...])
  }

  private static func isExponent(_ text: ArraySlice<UInt8>) -> Bool {
    guard let sign = text.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return false
    }
    return text.count > 1 && text.dropFirst().allSatisfy(isDigit)
  }

  private static func isDigits(_ text: ArraySlice<UInt8>) -> Bool {
    text.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  private static func parse(_ text: ArraySlice<UInt8>) -> Double? {
    let plain = text.filter { $0 != UInt8(ascii: "_") }
    let padded = plain.last == UInt8(ascii: ".") ? plain + [UInt8(ascii: "0")] : plain
    return Double(String(decoding: padded, as: UTF8.self).replacingBarePoint)
  }

  /// `[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*`
  private static func sexagesimal(_ digits: ArraySlice<UInt8>, point: Int) -> Double? {
    guard isDigits(digits[(point + 1)...]), let first = digits.first, isDigit(first) else {
      return nil
    }
    let parts = digits[..<point].split(
      separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard isDigits(parts[0]), parts.count > 1 else { return nil }
    var total = parse(parts[0]) ?? 0
    for part in parts.dropFirst() {
      guard (1...2).contains(part.count), part.allSatisfy(isDigit), let value = parse(part),
        value < 60
      else { return nil }
      total = total * 60 + value
    }
    let fraction = parse([UInt8(ascii: "0")] + digits[point...]) ?? 0
    return total + fraction
  }
}

extension String {
  /// `1.e+5` as `1.0e+5`: the one form of YAML that Swift's parser does not take.
  fileprivate var replacingBarePoint: String {
    guard let point = firstIndex(of: "."), let next = self[point...].dropFirst().first,
      next == "e" || next == "E"
    else { return self }
    var copy = self
    copy.insert("0", at: index(after: point))
    return copy
  }
}
