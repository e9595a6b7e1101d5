/// Sines and cosines that have the same bits on every machine.
enum Wave {
  /// sin(2π·`turns`); absolute error below 1e-12.
  static func sine(turns: Double) -> Double {
    let x = (turns - turns.rounded()) * 2 * .pi
    let square = x * x
    // Taylor's series, |x| ≤ π.
    var term = x
    var sum = x
    for k in 1...14 {
      term *= -square / Double(2 * k * (2 * k + 1))
      sum += term
    }
    return sum
  }

  static func cosine(turns: Double) -> Double { sine(turns: turns + 0.25) }
}
