internal import Diagnostics

extension Decimal {
  /// `self` to a power: exactly for small integers, else by logarithm and exponential.
  ///
  /// Throws: `zero-division-error` for zero to a negative power; `value-error` for a negative number to
  /// a power with a fraction, and for a result whose exponent has more than four digits.
  func raised(to power: Decimal) throws -> Decimal {
    if isZero { return try zero(to: power) }
    if let count = power.integer?.int, count.magnitude <= 10_000,
      digitCount * Int(count.magnitude) <= 10_000
    {
      let size = Int(count.magnitude)
      let result = Decimal(coefficient.raised(to: size), exponent: exponent * size)
      return count < 0 ? try Decimal(BigInt(1)) / result : result.rounded
    }
    let whole = power.integer
    guard !isNegative || whole != nil else {
      throw Diagnostic(
        code: "value-error", "a negative number has no real power with a fractional exponent")
    }
    let isOdd = !(whole?.limbs.first ?? 0).isMultiple(of: 2)
    let isOne = whole != nil && exponent == 0 && magnitude == BigInt(1)
    let result = isOne ? absolute : try FixedPoint.power(absolute, power)
    return isNegative && isOdd ? result.negated : result
  }

  private func zero(to power: Decimal) throws -> Decimal {
    guard !power.isZero else {
      throw Diagnostic(code: "value-error", "0 ** 0 is not defined")
    }
    guard !power.isNegative else { throw Operators.divisionByZero }
    let isOdd = !(power.integer?.limbs.first ?? 0).isMultiple(of: 2)
    return Decimal(magnitude, isNegative: isNegative && isOdd)
  }
}

/// Numbers with as many digits behind the point that 28 digits of a power are right: integers that
/// count units of 10^-`digits`.
private enum FixedPoint {
  /// 28 digits of the result, as many before the point as an exponent can have, and a reserve.
  private static let digits = 70
  private static let unit = Decimal.power(digits)

  /// `base` to `power`, with all digits of the context; `base` is positive.
  static func power(_ base: Decimal, _ power: Decimal) throws -> Decimal {
    let logarithm = logarithm(of: base)
    let product = Decimal(logarithm, exponent: -digits).times(power)
    let tooLarge = Diagnostic(
      code: "value-error", "the result of the power is too large or too small")
    // Beyond it the exponent of the result has more digits than are kept.
    guard product.exponent + product.digitCount <= 5 else { throw tooLarge }
    let exact = product.quantized(to: -digits).coefficient
    guard let (tens, rest) = exact.dividedByFlooring(ten), let exponent = tens.int,
      exponent.magnitude <= Decimal.largestExponent
    else { throw tooLarge }
    return Decimal(exponential(of: rest), exponent: exponent - digits).rounded
  }

  /// ln `number` by ln(z · 10^n) = ln z + n · ln 10, with z between 0.1 and 1.
  private static func logarithm(of number: Decimal) -> BigInt {
    let count = number.digitCount
    let z = Decimal(number.magnitude, exponent: -count).quantized(to: -digits).magnitude
    let fraction = divided((z - unit) * unit, z + unit)
    return twoArtanh(fraction) + BigInt(number.exponent + count) * ten
  }

  /// ln 10 = 3 ln 2 + ln 1.25 = 6 artanh(1/3) + 2 artanh(1/9).
  private static let ten =
    BigInt(3) * twoArtanh(divided(unit, BigInt(3))) + twoArtanh(divided(unit, BigInt(9)))

  /// 2 (t + t³/3 + t⁵/5 + …), which is ln((1 + t) / (1 - t)).
  private static func twoArtanh(_ t: BigInt) -> BigInt {
    // Rounded downwards, negative powers would never become zero.
    if t.isNegative { return -twoArtanh(-t) }
    let square = divided(t * t, unit)
    var (power, sum, odd) = (t, t, 1)
    while !power.isZero {
      power = divided(power * square, unit)
      odd += 2
      sum = sum + divided(power, BigInt(odd))
    }
    return sum + sum
  }

  /// 1 + x + x²/2! + …
  private static func exponential(of x: BigInt) -> BigInt {
    var (term, sum, count) = (unit, unit, 1)
    while !term.isZero {
      term = divided(term * x, unit * BigInt(count))
      sum = sum + term
      count += 1
    }
    return sum
  }

  private static func divided(_ a: BigInt, _ b: BigInt) -> BigInt {
    a.dividedByFlooring(b)?.quotient ?? BigInt(0)
  }
}

extension Decimal {
  /// The product with all its digits.
  fileprivate func times(_ other: Decimal) -> Decimal {
    Decimal(coefficient * other.coefficient, exponent: exponent + other.exponent)
  }
}
