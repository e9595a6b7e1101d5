/// Functions that give the same bits on every machine.
///
/// The C library picks its `log` and `exp2` by processor, and they differ in the last digit; these use
/// additions, multiplications and divisions only, which IEEE 754 defines exactly.
enum StableMath {
  static let ln2 = 0x1.62e42fefa39efp-1

  /// The natural logarithm of a finite `x` > 0; relative error below 1e-15.
  static func log(_ x: Double) -> Double {
    var significand = x.significand
    var exponent = Double(x.exponent)
    if significand > 1.4142135623730951 {
      significand /= 2
      exponent += 1
    }
    // ln m = 2 artanh((m − 1) / (m + 1)), |argument| ≤ 0.1716.
    let s = (significand - 1) / (significand + 1)
    let square = s * s
    var sum = 0.0
    var k = 23.0
    while k > 0 {
      sum = sum * square + 1 / k
      k -= 2
    }
    return exponent * ln2 + 2 * s * sum
  }

  /// 2 to the power `x`, for −1022 ≤ `x` ≤ 1023; relative error below 1e-15.
  static func exp2(_ x: Double) -> Double {
    let whole = x.rounded()
    let r = (x - whole) * ln2
    // Taylor's series of e^r, |r| ≤ 0.35; the coefficients are 1/k!.
    var sum = 1 / 87_178_291_200 + r * (1 / 1_307_674_368_000)
    sum = sum * r + 1 / 6_227_020_800
    sum = sum * r + 1 / 479_001_600
    sum = sum * r + 1 / 39_916_800
    sum = sum * r + 1 / 3_628_800
    sum = sum * r + 1 / 362_880
    sum = sum * r + 1 / 40_320
    sum = sum * r + 1 / 5040
    sum = sum * r + 1 / 720
    sum = sum * r + 1 / 120
    sum = sum * r + 1 / 24
    sum = sum * r + 1 / 6
    sum = sum * r + 1 / 2
    sum = sum * r + 1
    sum = sum * r + 1
    let power = Double(bitPattern: UInt64(bitPattern: Int64(whole) + 1023) << 52)
    return sum * power
  }
}
