/// The number forms of YAML 1.1 by PyYAML's resolver patterns.
enum Number {
  /// `[-+]?` then `0b…`, `0…` (octal), decimal, `0x…` or base sixty (`1:30`).
  ///
  /// Nil when the text is no integer; `.some(nil)` when it is one that needs more than 64 bits.
  static func integer(_ text: ArraySlice<UInt8>) -> Int?? {
    let (negative, digits) = split(text)
    guard let first = digits.first, isDigit(first) else { return nil }
    if first == UInt8(ascii: "0"), digits.count > 1 { return prefixed(digits, negative) }
    if digits.contains(UInt8(ascii: ":")) { return sexagesimal(digits, negative) }
    return value(digits, radix: 10, negative)
  }

  private static func prefixed(_ digits: ArraySlice<UInt8>, _ negative: Bool) -> Int?? {
    let rest = digits.dropFirst()
    switch rest.first {
    case UInt8(ascii: "b"): return value(rest.dropFirst(), radix: 2, negative)
    case UInt8(ascii: "x"): return value(rest.dropFirst(), radix: 16, negative)
    default: return value(rest, radix: 8, negative)
    }
  }

  /// Digits of `radix`, underscores ignored; nil if there is any other byte, or none at all.
  private static func value(
    _ digits: ArraySlice<UInt8>, radix: UInt8, _ negative: Bool
  ) -> Int?? {
    guard !digits.isEmpty else { return nil }
    var total: Int? = 0
    for byte in digits where byte != UInt8(ascii: "_") {
      guard let digit = digitValue(byte), digit < radix else { return nil }
      total = total.flatMap { append(digit, to: $0, radix: Int(radix), negative) }
    }
    return .some(total)
  }

  private static func append(_ digit: UInt8, to total: Int, radix: Int, _ negative: Bool) -> Int? {
    let (scaled, tooBig) = total.multipliedReportingOverflow(by: radix)
    let (sum, over) =
      negative
      ? scaled.subtractingReportingOverflow(Int(digit))
      : scaled.addingReportingOverflow(Int(digit))
    return tooBig || over ? nil : sum
  }

  /// `[1-9][0-9_]*(:[0-5]?[0-9])+`
  private static func sexagesimal(_ digits: ArraySlice<UInt8>, _ negative: Bool) -> Int?? {
    let parts = digits.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts[0].first != UInt8(ascii: "0"),
      let head = value(parts[0], radix: 10, negative), var total = head
    else { return nil }
    for part in parts.dropFirst() {
      guard let digit = sixtieth(part) else { return nil }
      let (scaled, tooBig) = total.multipliedReportingOverflow(by: 60)
      let (sum, over) = scaled.addingReportingOverflow(negative ? -digit : digit)
      guard !tooBig, !over else { return .some(nil) }
      total = sum
    }
    return .some(total)
  }

  /// `[0-5]?[0-9]`
  private static func sixtieth(_ part: ArraySlice<UInt8>) -> Int? {
    guard (1...2).contains(part.count), part.allSatisfy(isDigit) else { return nil }
    let number = part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return number < 60 ? number : nil
  }

  static func split(_ text: ArraySlice<UInt8>) -> (negative: Bool, digits: ArraySlice<UInt8>) {
    switch text.first {
    case UInt8(ascii: "-"): (true, text.dropFirst())
    case UInt8(ascii: "+"): (false, text.dropFirst())
    default: (false, text)
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func digitValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
