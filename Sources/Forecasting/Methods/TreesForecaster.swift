/// Boosted trees on lags, weather, clock and calendar.
struct TreesForecaster: Forecaster {
  private let features: FeatureTable
  private let trees: BoostedTrees

  /// - Parameter cutoff: nothing at or behind this place is looked at.
  init(
    _ series: LoadSeries, _ features: FeatureTable, lags: Lags, before cutoff: Int,
    parameters: BoostingParameters, threads: Int
  ) {
    self.features = features
    // Before the lags begin, there is little to learn from.
    let first = min(cutoff, lags.steps.last ?? 0)
    let rows = (first..<max(first, cutoff)).filter { !series.load[$0].isNaN }
    trees = BoostedTrees(
      fitting: series.load, on: features.columns, rows: rows, parameters: parameters,
      threads: threads)
  }

  func forecast(from origin: Int, steps: Int) -> [Double] {
    (origin..<origin + steps).map { trees.value($0, features.columns) }
  }
}
