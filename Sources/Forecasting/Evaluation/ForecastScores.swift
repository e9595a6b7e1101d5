/// The usual measures of forecast errors.
package struct ForecastScores: Hashable, Sendable {
  package var count = 0
  /// Root mean squared and mean absolute error, in the load's unit.
  package var rmse = Double.nan
  package var mae = Double.nan
  /// Mean absolute error in percent of the actual values; those that are 0 do not count.
  package var mape = Double.nan
  /// Mean absolute error in units of the naive method's in training: below 1 is better than naive.
  package var mase = Double.nan
  /// Mean of forecast − actual.
  package var bias = Double.nan
  /// Share of actual values inside their intervals; NaN without intervals.
  package var coverage = Double.nan

  init(_ points: [Backtest.Point], scale: Double) {
    var (squares, absolutes, shares, errors) = (0.0, 0.0, 0.0, 0.0)
    var (shareCount, intervals, inside) = (0, 0, 0)
    for point in points {
      let error = point.forecast - point.actual
      guard !error.isNaN else { continue }
      count += 1
      squares += error * error
      absolutes += abs(error)
      errors += error
      if point.actual != 0 {
        shares += abs(error / point.actual)
        shareCount += 1
      }
      if let interval = point.interval {
        intervals += 1
        if interval.contains(point.actual) { inside += 1 }
      }
    }
    guard count > 0 else { return }
    let n = Double(count)
    (rmse, mae, bias) = ((squares / n).squareRoot(), absolutes / n, errors / n)
    mase = mae / scale
    if shareCount > 0 { mape = 100 * shares / Double(shareCount) }
    if intervals > 0 { coverage = Double(inside) / Double(intervals) }
  }
}
