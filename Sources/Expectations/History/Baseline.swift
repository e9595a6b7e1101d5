/// Where values usually lie, told from earlier ones.
struct Baseline: Hashable, Sendable {
  enum Method: String, CaseIterable {
    /// The mean, and the sample standard deviation.
    case deviation = "stdev"
    /// The median, and the median distance from it times 1.4826, which is a normal distribution's
    /// standard deviation (Rousseeuw, Croux 1993): outliers among the earlier values do no harm.
    case median = "mad"
  }

  var center: Double
  var spread: Double

  init(_ values: [Double], method: Method) {
    switch method {
    case .deviation:
      center = values.reduce(0, +) / Double(max(1, values.count))
      let center = center
      let squares = values.reduce(0) { $0 + ($1 - center) * ($1 - center) }
      spread = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : 0
    case .median:
      center = Self.median(values)
      let center = center
      spread = 1.4826 * Self.median(values.map { abs($0 - center) })
    }
  }

  /// Whether a value is at most `limit` spreads from the center. Where there is no spread, a change of
  /// a billionth is still the same value.
  func expects(_ value: Double, within limit: Double) -> Bool {
    let tolerance = 1e-9 * max(1, abs(center))
    return abs(value - center) <= max(limit * spread, tolerance)
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
