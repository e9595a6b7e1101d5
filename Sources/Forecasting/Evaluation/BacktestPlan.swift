/// Which forecasts of the past are made, and what each may know.
package struct BacktestPlan: Hashable, Sendable {
  /// The first moment of forecasting, and the first place that is not forecast any more.
  package var range: Range<Int>
  /// Training ends here, at the latest at the first origin.
  package var trainUntil: Int
  /// Forecasts are made this many steps apart; default the horizon, so that each place is forecast once.
  package var stride: Int
  /// Trained again after this many forecasts, on everything up to there; 0 is never.
  package var retrainEvery: Int
  /// Share of actual values that intervals are to hold.
  package var coverage: Double

  package init(
    _ range: Range<Int>, trainUntil: Int? = nil, stride: Int, retrainEvery: Int = 0,
    coverage: Double = 0.9
  ) {
    self.range = range
    self.trainUntil = min(trainUntil ?? range.lowerBound, range.lowerBound)
    self.stride = stride
    self.retrainEvery = retrainEvery
    self.coverage = coverage
  }
}
