/// A trained method: says what comes after a moment, from what was known at that moment.
protocol Forecaster: Sendable {
  /// The loads at `origin ..< origin + steps`; NaN where nothing can be said.
  ///
  /// Looks at loads before `origin` only; weather and calendar count as known.
  func forecast(from origin: Int, steps: Int) -> [Double]
}

/// The ways of forecasting a load, the simplest first.
package enum ForecastMethod: String, CaseIterable, Hashable, Sendable {
  /// The value a whole number of days before.
  case seasonalNaive = "seasonal_naive"
  /// The value a whole number of weeks before.
  case weeklyNaive = "weekly_naive"
  /// The value at the same local time of the same day of the week: a week before, by the clock.
  case calendarNaive = "calendar_naive"
  case ridge
  case holtWinters = "holt_winters"
  case boostedTrees = "boosted_trees"

  /// Steps of history without which the method has nothing to learn from.
  package func leastHistory(stepsPerDay: Int, horizon: Int) -> Int {
    let lags = Lags(horizon: horizon, stepsPerDay: stepsPerDay)
    return switch self {
    case .seasonalNaive: lags.base
    case .weeklyNaive, .calendarNaive: lags.week
    case .ridge, .boostedTrees: lags.week + 14 * stepsPerDay
    case .holtWinters: 21 * stepsPerDay
    }
  }
}
