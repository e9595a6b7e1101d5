/// Errors of past forecasts, by steps ahead: where intervals come from (split conformal prediction).
package struct ForecastErrors: Hashable, Sendable {
  /// Ascending.
  private var bySteps: [[Double]]
  private var all: [Double] = []
  /// With fewer errors of the same step, those of all steps are used.
  private static let least = 20

  package init(horizon: Int) {
    bySteps = [[Double]](repeating: [], count: horizon)
  }

  /// Adds actual − forecast; NaN is left out.
  package mutating func add(_ error: Double, step: Int) {
    guard !error.isNaN, bySteps.indices.contains(step) else { return }
    bySteps[step].insert(error, at: bySteps[step].insertionPoint(of: error))
    all.append(error)
  }

  /// Nil with fewer than twenty errors.
  package func interval(
    around forecast: Double, step: Int, coverage: Double
  ) -> ClosedRange<Double>? {
    guard !forecast.isNaN, bySteps.indices.contains(step) else { return nil }
    let own = bySteps[step]
    let errors = own.count >= ForecastErrors.least ? own : all.sorted()
    guard errors.count >= ForecastErrors.least else { return nil }
    let tail = (1 - coverage) / 2
    let lower = forecast + errors.conformal(tail, isUpper: false)
    let upper = forecast + errors.conformal(tail, isUpper: true)
    return min(lower, upper)...max(lower, upper)
  }
}

extension [Double] {
  fileprivate func insertionPoint(of value: Double) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The error beyond which a share of `tail` of new errors lies, of ascending errors: one rank
  /// further out than the quantile, because the next error is one of n + 1.
  fileprivate func conformal(_ tail: Double, isUpper: Bool) -> Double {
    // A little more, so that rounding does not turn 5 of 100 into 4.
    let rank = Int((tail * Double(count + 1) + 1e-9).rounded(.down))
    let place = Swift.min(Swift.max(rank - 1, 0), count - 1)
    return isUpper ? self[count - 1 - place] : self[place]
  }
}
