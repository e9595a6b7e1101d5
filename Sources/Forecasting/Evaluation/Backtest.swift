/// What a method would have forecast, had it been asked in the past: rolling-origin evaluation
/// (Tashman 2000).
package struct Backtest: Sendable {
  /// One forecast of one place.
  package struct Point: Hashable, Sendable {
    /// When it was made, and for which place.
    package var origin: Int
    package var index: Int
    package var forecast: Double
    /// The interval, from the errors of earlier forecasts; nil while there are too few.
    package var interval: ClosedRange<Double>?
    /// NaN where the series has a gap.
    package var actual: Double
  }

  package let method: ForecastMethod
  package let points: [Point]
  /// The errors by steps ahead, for intervals of what comes next.
  package let errors: ForecastErrors

  package init(_ method: ForecastMethod, _ training: Training, _ plan: BacktestPlan) {
    self.method = method
    var errors = ForecastErrors(horizon: training.horizon)
    var points: [Point] = []
    var forecaster = training.forecaster(method, before: plan.trainUntil)
    var origins = 0
    for origin in stride(from: plan.range.lowerBound, to: plan.range.upperBound, by: plan.stride) {
      if plan.retrainEvery > 0, origins > 0, origins % plan.retrainEvery == 0 {
        forecaster = training.forecaster(method, before: origin)
      }
      origins += 1
      let steps = min(training.horizon, plan.range.upperBound - origin)
      let made = forecaster.forecast(from: origin, steps: steps).enumerated().map { step, value in
        Point(
          origin: origin, index: origin + step, forecast: value,
          interval: errors.interval(around: value, step: step, coverage: plan.coverage),
          actual: training.series.load[origin + step])
      }
      // What is forecast together is judged together: no interval knows an error of its own day.
      for point in made { errors.add(point.actual - point.forecast, step: point.index - origin) }
      points += made
    }
    self.points = points
    self.errors = errors
  }

  /// How good the forecasts were, where both forecast and actual value are known.
  ///
  /// - Parameter scale: the mean error of the naive method in training, for MASE.
  package func scores(scale: Double) -> ForecastScores { ForecastScores(points, scale: scale) }
}

extension LoadSeries {
  /// The mean absolute difference of values a day apart, before `cutoff`: what MASE is measured in
  /// (Hyndman, Koehler 2006). NaN when there are none.
  package func naiveScale(before cutoff: Int) -> Double {
    let day = grid.stepsPerDay
    var sum = 0.0
    var count = 0
    for index in day..<max(day, cutoff) {
      let difference = abs(load[index] - load[index - day])
      if !difference.isNaN {
        sum += difference
        count += 1
      }
    }
    return count > 0 ? sum / Double(count) : .nan
  }
}
