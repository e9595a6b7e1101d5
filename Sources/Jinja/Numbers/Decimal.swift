/// A decimal number of any length, as Python's `decimal.Decimal`: ±`magnitude` × 10^`exponent`.
///
/// Zeros at the end are kept, as the number was given. Results are rounded to 28 digits, half to even,
/// as in Python's default context.
package struct Decimal: Sendable {
  let magnitude: BigInt
  /// Zero has a sign, too.
  let isNegative: Bool
  let exponent: Int

  init(_ coefficient: BigInt, exponent: Int = 0) {
    self.init(coefficient.magnitude, isNegative: coefficient.isNegative, exponent: exponent)
  }

  init(_ magnitude: BigInt, isNegative: Bool, exponent: Int = 0) {
    self.magnitude = magnitude
    self.isNegative = isNegative
    self.exponent = exponent
  }

  /// `-12.50`, `1e-7`; nil for anything else, for NaN and the infinities too.
  package init?(_ text: String) {
    var bytes = Array(text.utf8)[...]
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
    var exponent = 0
    if let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      guard let power = Int(String(decoding: bytes[(mark + 1)...], as: UTF8.self)),
        power.magnitude <= Decimal.largestExponent
      else { return nil }
      exponent = power
      bytes = bytes[..<mark]
    }
    let whole = bytes.prefix { $0 != UInt8(ascii: ".") }
    let fraction = bytes.dropFirst(whole.count + 1)
    guard let digits = BigInt(digits: whole + fraction) else { return nil }
    self.init(digits, isNegative: isNegative, exponent: exponent - fraction.count)
  }

  /// What Python makes of a float's shortest text; nil for NaN and the infinities.
  package init?(shortest number: Double) {
    guard number.isFinite else { return nil }
    self.init(PythonFloat.repr(number))
  }

  /// The number itself, to the last bit; nil for NaN and the infinities.
  init?(exactly number: Double) {
    guard number.isFinite else { return nil }
    let shift = number == 0 ? 0 : max(0, 52 - Int(number.exponent))
    // 2^-n is 5^n · 10^-n.
    let scaled = Double(sign: .plus, exponent: min(shift, 1000), significand: number)
    let whole = Double(sign: .plus, exponent: shift - min(shift, 1000), significand: scaled)
    self.init(BigInt(whole) * BigInt(5).raised(to: shift), exponent: -shift)
  }

  /// Beyond it a number of another exponent could not be brought to the same one in time.
  static let largestExponent = 20_000
  static let precision = 28

  var isZero: Bool { magnitude.isZero }
  var coefficient: BigInt { isNegative ? -magnitude : magnitude }
  var negated: Decimal { Decimal(magnitude, isNegative: !isNegative, exponent: exponent) }

  var absolute: Decimal { isNegative ? negated : self }

  /// Decimal digits of the magnitude; 1 for zero.
  var digitCount: Int {
    // Of n bits at least (n - 1) · log10 2 digits and one; a few too small for very long numbers.
    var count = 1 + max(0, magnitude.bitWidth - 1) * 30_102 / 100_000
    while Decimal.power(count) <= magnitude { count += 1 }
    return count
  }

  private var digits: String { magnitude.text(radix: 10) }

  /// The nearest floating-point number.
  package var double: Double { Swift.Double(description) ?? .infinity }

  /// The number without its fraction.
  var truncated: BigInt {
    guard exponent < 0 else { return coefficient * Decimal.power(exponent) }
    let whole = magnitude.dividedByFlooring(Decimal.power(-exponent))?.quotient ?? magnitude
    return isNegative ? -whole : whole
  }

  /// The integer it is; nil for one with a fraction.
  package var integer: BigInt? {
    let whole = truncated
    return Decimal.compare(Decimal(whole), self) == .equal ? whole : nil
  }

  /// The same number with an exponent that is not positive.
  var withoutExponent: Decimal { exponent > 0 ? quantized(to: 0) : self }

  static func power(_ exponent: Int) -> BigInt { BigInt(10).raised(to: exponent) }
}

extension BigInt {
  var magnitude: BigInt { isNegative ? -self : self }
}

extension Decimal: CustomStringConvertible {
  /// As Python's `str`: with an exponent when it is positive or more than five zeros would lead.
  package var description: String { description(isPlain: false) }

  /// The same; when `isPlain`, never with an exponent.
  func description(isPlain: Bool) -> String {
    let digits = digits
    let count = digits.utf8.count
    let left = exponent + count
    let isPlain = isPlain || exponent <= 0 && left > -6
    let sign = isNegative ? "-" : ""
    guard isPlain else {
      let fraction = count > 1 ? "." + digits.dropFirst() : ""
      let power = left - 1
      return "\(sign)\(digits.prefix(1))\(fraction)E" + (power < 0 ? "" : "+") + "\(power)"
    }
    if left <= 0 { return sign + "0." + String(repeating: "0", count: -left) + digits }
    guard exponent < 0 else { return sign + digits + String(repeating: "0", count: exponent) }
    return sign + digits.prefix(left) + "." + digits.dropFirst(left)
  }
}
