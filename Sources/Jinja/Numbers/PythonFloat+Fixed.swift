extension PythonFloat {
  /// `value` with `precision` digits after the point, as `%.*f` writes it; nil when the number is too
  /// large for the arithmetic here.
  ///
  /// A double is m × 2^e exactly, so m × 10^precision shifted by e is exact as well, and what is
  /// shifted out decides the rounding: to the nearest, half to even.
  static func fixed(_ value: Double, _ precision: Int) -> String? {
    guard value.isFinite, (0...19).contains(precision) else { return nil }
    var significand = value.significandBitPattern
    var exponent = -1074
    if value.exponentBitPattern != 0 {
      significand |= 1 << 52
      exponent = Int(value.exponentBitPattern) - 1075
    }
    // At most 53 + 64 bits.
    let product = UInt128(significand) * UInt128(powersOfTen[precision])
    let scaled = exponent < 0 ? rounded(product, by: -exponent) : exact(product, exponent)
    guard let digits = scaled.flatMap(UInt64.init(exactly:)) else { return nil }
    return layOut(digits, precision, isNegative: value.sign == .minus)
  }

  private static func rounded(_ product: UInt128, by shift: Int) -> UInt128 {
    guard shift < 127 else { return 0 }
    let whole = product >> UInt128(shift)
    let rest = product & ((UInt128(1) << UInt128(shift)) - 1)
    let half = UInt128(1) << UInt128(shift - 1)
    return rest > half || (rest == half && whole & 1 == 1) ? whole + 1 : whole
  }

  private static func exact(_ product: UInt128, _ exponent: Int) -> UInt128? {
    exponent <= product.leadingZeroBitCount ? product << UInt128(exponent) : nil
  }

  private static func layOut(_ digits: UInt64, _ precision: Int, isNegative: Bool) -> String {
    let text = Array(String(digits).utf8)
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, precision + 1 - text.count))
    var bytes = (isNegative ? [UInt8(ascii: "-")] : []) + zeros + text
    if precision > 0 { bytes.insert(UInt8(ascii: "."), at: bytes.count - precision) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Up to the largest that a word holds.
  private static let powersOfTen: [UInt64] = (0...19).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
