/// How far values are from the median of their season, in robust standard deviations (Iglewicz,
/// Hoaglin 1993).
package struct SeasonalScores: Hashable, Sendable {
  /// Score of each value; NaN where the value is.
  package let scores: [Double]
  /// The median of each value's season; NaN for a season without values.
  package let medians: [Double]
  /// What a value gets that differs where all the others are equal.
  package static let greatest = 1000.0

  /// - Parameter seasons: a class for each value, from 0.
  package init(_ values: [Double], seasons: [Int]) {
    precondition(values.count == seasons.count, "a season for every value")
    var classes = [[Double]](repeating: [], count: (seasons.max() ?? -1) + 1)
    for (value, season) in zip(values, seasons) where !value.isNaN { classes[season].append(value) }
    let scales = classes.map(Scale.init)
    medians = seasons.map { scales[$0].median }
    scores = zip(values, seasons).map { scales[$1].score($0) }
  }

  private struct Scale {
    let median: Double
    private let deviation: Double

    init(_ values: [Double]) {
      guard !values.isEmpty else {
        (median, deviation) = (.nan, 0)
        return
      }
      let middle = Percentile.linear(0.5, of: values)
      let distances = values.map { abs($0 - middle) }
      let mad = Percentile.linear(0.5, of: distances)
      median = middle
      // More than half of the values are equal: the mean distance tells what is left.
      deviation =
        mad > 0
        ? 1.4826 * mad : 1.253314 * distances.reduce(0, +) / Double(distances.count)
    }

    func score(_ value: Double) -> Double {
      if value.isNaN || median.isNaN { return .nan }
      if value == median { return 0 }
      guard deviation > 0 else { return value > median ? greatest : -greatest }
      return Swift.min(Swift.max((value - median) / deviation, -greatest), greatest)
    }
  }
}
