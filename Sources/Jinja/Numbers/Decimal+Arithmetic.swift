internal import Diagnostics

extension Decimal {
  static func compare(_ a: Decimal, _ b: Decimal) -> Order {
    let (x, y, _) = aligned(a, b)
    return x < y ? .less : x == y ? .equal : .greater
  }

  /// Both coefficients for the smaller of the exponents.
  private static func aligned(_ a: Decimal, _ b: Decimal) -> (BigInt, BigInt, exponent: Int) {
    let exponent = min(a.exponent, b.exponent)
    return (a.coefficient(at: exponent), b.coefficient(at: exponent), exponent)
  }

  private func coefficient(at smaller: Int) -> BigInt {
    isZero || exponent <= smaller ? coefficient : coefficient * Decimal.power(exponent - smaller)
  }

  /// Rounded to the digits of the context.
  var rounded: Decimal {
    let excess = digitCount - Decimal.precision
    guard excess > 0 else { return self }
    let result = quantized(to: exponent + excess)
    // 99…9 may have become 100…0.
    return result.digitCount > Decimal.precision
      ? result.quantized(to: result.exponent + 1) : result
  }

  /// The number with the given exponent, half to even.
  func quantized(to exponent: Int) -> Decimal {
    guard exponent > self.exponent else {
      return Decimal(
        coefficient(at: exponent).magnitude, isNegative: isNegative, exponent: exponent)
    }
    let unit = Decimal.power(exponent - self.exponent)
    guard let (quotient, rest) = magnitude.dividedByFlooring(unit) else { return self }
    let double = rest + rest
    let isOdd = !(quotient.limbs.first ?? 0).isMultiple(of: 2)
    let isUp = double > unit || double == unit && isOdd
    return Decimal(
      isUp ? quotient + BigInt(1) : quotient, isNegative: isNegative, exponent: exponent)
  }

  /// The result of a sign before the number: zero has none afterwards.
  static prefix func - (a: Decimal) -> Decimal {
    Decimal(-a.coefficient, exponent: a.exponent).rounded
  }

  static prefix func + (a: Decimal) -> Decimal {
    Decimal(a.coefficient, exponent: a.exponent).rounded
  }

  static func + (a: Decimal, b: Decimal) -> Decimal {
    let (x, y, exponent) = aligned(a, b)
    let sum = x + y
    let isNegative = sum.isZero ? a.isNegative && b.isNegative : sum.isNegative
    return Decimal(sum.magnitude, isNegative: isNegative, exponent: exponent).rounded
  }

  static func - (a: Decimal, b: Decimal) -> Decimal { a + b.negated }

  static func * (a: Decimal, b: Decimal) -> Decimal {
    Decimal(
      a.magnitude * b.magnitude, isNegative: a.isNegative != b.isNegative,
      exponent: a.exponent + b.exponent
    ).rounded
  }

  /// Throws: `zero-division-error`.
  static func / (a: Decimal, b: Decimal) throws -> Decimal {
    let ideal = a.exponent - b.exponent
    let isNegative = a.isNegative != b.isNegative
    if a.isZero, !b.isZero { return Decimal(a.magnitude, isNegative: isNegative, exponent: ideal) }
    // As many digits as the context has, and one to round by.
    let shift = max(0, b.digitCount - a.digitCount + precision + 1)
    let numerator = a.magnitude * power(shift)
    guard let (quotient, rest) = numerator.dividedByFlooring(b.magnitude) else {
      throw Operators.divisionByZero
    }
    // A remainder must not let the last digit look like an exact half.
    let isSticky = !rest.isZero && quotient.endsInZeroOrFive
    let magnitude = isSticky ? quotient + BigInt(1) : quotient
    let result = Decimal(magnitude, isNegative: isNegative, exponent: ideal - shift)
    return rest.isZero ? result.withoutZeros(upTo: ideal).rounded : result.rounded
  }

  /// Without zeros at the end as long as the exponent is below `ideal`.
  func withoutZeros(upTo ideal: Int) -> Decimal {
    var (magnitude, exponent) = (magnitude, exponent)
    while exponent < ideal, !magnitude.isZero,
      let (quotient, rest) = magnitude.dividedByFlooring(BigInt(10)), rest.isZero
    {
      magnitude = quotient
      exponent += 1
    }
    return Decimal(magnitude, isNegative: isNegative, exponent: isZero ? ideal : exponent)
  }

  /// Rounded, without zeros at the end.
  var normalized: Decimal {
    isZero ? Decimal(magnitude, isNegative: isNegative) : rounded.withoutZeros(upTo: .max)
  }

  /// Digits behind the point that are needed to write the number.
  package var fractionDigits: Int { max(0, -withoutZeros(upTo: 0).exponent) }

  /// The quotient without its fraction, and what is left, with the sign of `a`.
  ///
  /// Throws: `zero-division-error`; `value-error` for a quotient of more digits than the context has.
  static func dividing(_ a: Decimal, by b: Decimal) throws -> (Decimal, remainder: Decimal) {
    let (x, y, exponent) = aligned(a, b)
    guard let (quotient, rest) = x.magnitude.dividedByFlooring(y.magnitude) else {
      throw Operators.divisionByZero
    }
    guard Decimal(quotient).digitCount <= precision else {
      throw Diagnostic(code: "value-error", "the quotient has more than \(precision) digits")
    }
    return (
      Decimal(quotient, isNegative: a.isNegative != b.isNegative),
      Decimal(rest, isNegative: a.isNegative, exponent: exponent).rounded
    )
  }
}

extension BigInt {
  fileprivate var endsInZeroOrFive: Bool {
    dividedByFlooring(BigInt(5))?.remainder.isZero ?? false
  }
}
