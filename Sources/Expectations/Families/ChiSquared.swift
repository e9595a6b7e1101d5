@preconcurrency import Glibc

enum Logarithm {
  static func natural(_ number: Double) -> Double { log(number) }
}

/// The chi-squared distribution.
enum ChiSquared {
  /// The probability of a value above `x`: the regularised upper incomplete gamma function
  /// Q(k / 2, x / 2), by its series below k / 2 + 1 and Lentz's continued fraction above (Press et al.,
  /// Numerical Recipes, 6.2). Accurate to about 1e-14.
  static func upperTail(_ x: Double, degreesOfFreedom: Int) -> Double {
    let (a, x) = (Double(degreesOfFreedom) / 2, x / 2)
    if x <= 0 { return 1 }
    let scale = exp(-x + a * log(x) - lgamma(a))
    return x < a + 1 ? 1 - scale * series(a, x) : scale * fraction(a, x)
  }

  private static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    var denominator = a
    for _ in 0..<10_000 where abs(term) > abs(sum) * 1e-16 {
      denominator += 1
      term *= x / denominator
      sum += term
    }
    return sum
  }

  private static func fraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var result = d
    for step in 1..<10_000 {
      let numerator = -Double(step) * (Double(step) - a)
      b += 2
      d = numerator * d + b
      c = b + numerator / c
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = abs(c) < tiny ? tiny : c
      result *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return result
  }
}
