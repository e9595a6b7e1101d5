internal import Forecasting

/// What became of one series: back-tests of each method, the best one's forecast.
struct SeriesForecast {
  let series: LoadSeries
  let backtests: [Backtest]
  let scores: [ForecastScores]
  /// The mean error of the daily naive method in training.
  let scale: Double
  /// The method with the least mean absolute error; nil when there is too little history for any.
  let chosen: Int?
  private let training: Training
  private let horizon: Int

  /// Throws: `SeriesError`.
  init(
    _ rows: [LoadSeries.Row], _ arguments: LoadForecastArguments, threads: Int
  ) throws {
    let step = arguments.stepMinutes.map { $0 * 60 }
    let found = min(step ?? TimeGrid.commonStep(of: rows.map(\.time)) ?? 3600, 3600)
    horizon = arguments.horizonHours * 3600 / found
    series = try LoadSeries(rows, step: found, horizon: horizon, rules: arguments.rules)
    let training = Training(
      series, horizon: horizon, boosting: arguments.boosting, threads: threads)
    self.training = training
    guard let plan = arguments.backtest.plan(for: series, horizon: horizon) else {
      (backtests, scores, scale, chosen) = ([], [], .nan, nil)
      return
    }
    let methods = arguments.methods.filter { training.suffices($0, before: plan.trainUntil) }
    let backtests = methods.map { Backtest($0, training, plan) }
    let scale = series.naiveScale(before: plan.trainUntil)
    let scores = backtests.map { $0.scores(scale: scale) }
    let judged = scores.indices.filter { scores[$0].count > 0 }
    chosen = judged.min { scores[$0].mae < scores[$1].mae }
    (self.backtests, self.scores, self.scale) = (backtests, scores, scale)
  }

  /// The next loads of the chosen method, trained on everything.
  func forecast() -> [Double] {
    chosen.map { training.forecast(backtests[$0].method, from: series.end) } ?? []
  }
}

extension LoadForecastArguments.BacktestWindow {
  /// Nil when the series is too short to be forecast even once.
  fileprivate func plan(for series: LoadSeries, horizon: Int) -> BacktestPlan? {
    let grid = series.grid
    let place = { (moment: Int) in (moment - grid.start + grid.step - 1) / grid.step }
    let upper = min(until.map(place) ?? series.end, series.end)
    // Two thirds at least are for learning.
    let length = min(days * grid.stepsPerDay, upper / 3) / horizon * horizon
    let lower = max(from.map(place) ?? upper - max(horizon, length), 0)
    guard lower < upper else { return nil }
    return BacktestPlan(
      lower..<upper, trainUntil: trainUntil.map { max(0, place($0)) }, stride: horizon,
      retrainEvery: retrainDays * grid.stepsPerDay / horizon, coverage: coverage)
  }
}
