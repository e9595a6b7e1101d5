/// Trains methods on one series; what they have in common is computed once.
package struct Training: Sendable {
  package let series: LoadSeries
  /// Steps that are forecast at a time.
  package let horizon: Int
  private let lags: Lags
  private let boosting: BoostingParameters
  private let threads: Int
  private let features: FeatureTable

  package init(
    _ series: LoadSeries, horizon: Int, boosting: BoostingParameters = BoostingParameters(),
    threads: Int = 1
  ) {
    self.series = series
    self.horizon = horizon
    self.boosting = boosting
    self.threads = threads
    lags = Lags(horizon: horizon, stepsPerDay: series.grid.stepsPerDay)
    features = FeatureTable(series, lags: lags)
  }

  /// Whether there is enough history before `cutoff` for the method.
  package func suffices(_ method: ForecastMethod, before cutoff: Int) -> Bool {
    let least = method.leastHistory(stepsPerDay: series.grid.stepsPerDay, horizon: horizon)
    return series.load[..<max(0, cutoff)].count { !$0.isNaN } >= least
  }

  /// The method, having seen what is before `cutoff`.
  func forecaster(_ method: ForecastMethod, before cutoff: Int) -> any Forecaster {
    switch method {
    case .seasonalNaive: NaiveForecaster(series: series, season: .day)
    case .weeklyNaive: NaiveForecaster(series: series, season: .week)
    case .calendarNaive: NaiveForecaster(series: series, season: .localWeek)
    case .ridge: RidgeForecaster(series, features, before: cutoff, threads: threads)
    case .holtWinters: HoltWintersForecaster(series, before: cutoff, horizon: horizon)
    case .boostedTrees:
      TreesForecaster(
        series, features.withClock(), lags: lags, before: cutoff, parameters: boosting,
        threads: threads)
    }
  }

  /// The next `horizon` loads from `origin`, by the method trained on everything before it.
  package func forecast(_ method: ForecastMethod, from origin: Int) -> [Double] {
    forecaster(method, before: origin).forecast(from: origin, steps: horizon)
  }
}
