/// Exponential smoothing with a daily and a weekly season and an autoregressive error (Taylor 2003,
/// in its additive form without trend), seasons on the local clock.
struct HoltWintersForecaster: Forecaster {
  /// Smoothing of level, day and week, and the share of an error that is still there a step later.
  struct Weights: Hashable, Sendable {
    var level = 0.02
    var day = 0.1
    var week = 0.15
    var error = 0.7

    init() {}

    /// The nearest weights in range.
    init(_ values: [Double]) {
      level = min(max(values[0], 0), 0.5)
      day = min(max(values[1], 0), 0.9)
      week = min(max(values[2], 0), 0.9)
      error = min(max(values[3], 0), 0.99)
    }

    var values: [Double] { [level, day, week, error] }
  }

  /// Weeks of history that a forecast looks back on, and that weights are chosen by.
  private static let memoryWeeks = 26
  private static let trainingWeeks = 26

  private let series: LoadSeries
  let weights: Weights

  init(_ series: LoadSeries, weights: Weights) {
    self.series = series
    self.weights = weights
  }

  /// Chooses the weights whose forecasts of `horizon` steps were best before `cutoff`.
  init(_ series: LoadSeries, before cutoff: Int, horizon: Int) {
    self.series = series
    let week = series.grid.stepsPerWeek
    let start = max(0, cutoff - HoltWintersForecaster.trainingWeeks * week)
    let best = SimplexSearch.minimum(from: Weights().values, step: 0.08, evaluations: 120) {
      HoltWintersForecaster.cost(
        Weights($0), of: series, start..<max(start, cutoff), horizon: horizon)
    }
    weights = Weights(best)
  }

  func forecast(from origin: Int, steps: Int) -> [Double] {
    let week = series.grid.stepsPerWeek
    let start = max(0, origin - HoltWintersForecaster.memoryWeeks * week)
    guard var state = SmoothingState(series, from: start, until: origin) else {
      return [Double](repeating: .nan, count: steps)
    }
    for index in state.next..<max(state.next, origin) { state.update(index, series, weights) }
    return state.forecast(from: origin, steps: steps, series.calendar, weights)
  }

  /// Squared errors of forecasts made once a day.
  private static func cost(
    _ weights: Weights, of series: LoadSeries, _ range: Range<Int>, horizon: Int
  ) -> Double {
    guard var state = SmoothingState(series, from: range.lowerBound, until: range.upperBound) else {
      return .infinity
    }
    var sum = 0.0
    for index in state.next..<range.upperBound {
      if index % series.grid.stepsPerDay == 0, index + horizon <= range.upperBound {
        let forecast = state.forecast(from: index, steps: horizon, series.calendar, weights)
        for (step, value) in forecast.enumerated() where !series.load[index + step].isNaN {
          let error = value - series.load[index + step]
          sum += error * error
        }
      }
      state.update(index, series, weights)
    }
    return sum.isFinite ? sum : .infinity
  }
}

/// Level, seasons and last error of a smoothed series.
private struct SmoothingState {
  private var level: Double
  private var day: [Double]
  private var week: [Double]
  private var error = 0.0
  /// The first place that has not been smoothed in.
  private(set) var next: Int

  /// Starts from the means of the first two weeks with values; nil when there are none.
  init?(_ series: LoadSeries, from start: Int, until end: Int) {
    let calendar = series.calendar
    let stop = min(start + 2 * series.grid.stepsPerWeek, end)
    var dayMeans = Means(count: series.grid.stepsPerDay)
    var weekMeans = Means(count: series.grid.stepsPerWeek)
    for index in start..<max(start, stop) where !series.load[index].isNaN {
      dayMeans.add(series.load[index], to: calendar.slots[index])
      weekMeans.add(series.load[index], to: calendar.weekSlot(index))
    }
    guard let mean = dayMeans.overall else { return nil }
    level = mean
    day = dayMeans.values.map { ($0 ?? mean) - mean }
    let dayLength = series.grid.stepsPerDay
    week = weekMeans.values.enumerated().map { slot, value in
      value.map { $0 - (dayMeans.values[slot % dayLength] ?? mean) } ?? 0
    }
    next = stop
  }

  mutating func update(_ index: Int, _ series: LoadSeries, _ weights: HoltWintersForecaster.Weights)
  {
    let (slot, weekSlot) = (series.calendar.slots[index], series.calendar.weekSlot(index))
    let value = series.load[index]
    guard !value.isNaN else {
      error *= weights.error
      return
    }
    let expected = level + day[slot] + week[weekSlot]
    let surprise = value - expected - weights.error * error
    level += weights.level * surprise
    day[slot] += weights.day * surprise
    week[weekSlot] += weights.week * surprise
    error = value - expected
  }

  func forecast(
    from origin: Int, steps: Int, _ calendar: LocalCalendar,
    _ weights: HoltWintersForecaster.Weights
  ) -> [Double] {
    var echo = error
    return (origin..<origin + steps).map { index in
      echo *= weights.error
      return level + day[calendar.slots[index]] + week[calendar.weekSlot(index)] + echo
    }
  }
}

/// Means of values in numbered classes.
private struct Means {
  private var sums: [Double]
  private var counts: [Int]

  init(count: Int) {
    sums = [Double](repeating: 0, count: count)
    counts = [Int](repeating: 0, count: count)
  }

  mutating func add(_ value: Double, to index: Int) {
    sums[index] += value
    counts[index] += 1
  }

  var values: [Double?] { zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : nil } }

  var overall: Double? {
    let count = counts.reduce(0, +)
    return count > 0 ? sums.reduce(0, +) / Double(count) : nil
  }
}
