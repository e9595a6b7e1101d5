/// What regressions see of a series: one column for each feature, one value for each place.
///
/// Lags are elapsed time. No value depends on the moment at which a forecast is made.
struct FeatureTable: Sendable {
  private(set) var names: [String] = []
  private(set) var columns: [[Double]] = []
  private let series: LoadSeries
  private let count: Int

  /// Temperatures at which people begin to heat and to cool, in degrees Celsius.
  static let heatingBelow = 15.0
  static let coolingAbove = 20.0

  init(_ series: LoadSeries, lags: Lags) {
    self.series = series
    count = series.grid.count
    for lag in lags.steps { add("load_\(lag)", lagged(series.load, lag)) }
    let stepsPerDay = series.grid.stepsPerDay
    add("load_day_mean", lagged(rollingMean(series.load, stepsPerDay), lags.base))
    addWeather(lags, stepsPerDay)
    addWorkdays(lags)
    addSeasons()
  }

  /// The features and, for trees, the clock and the calendar as numbers.
  func withClock() -> FeatureTable {
    var copy = self
    copy.add("slot", series.calendar.slots.map(Double.init))
    copy.add("weekday", series.calendar.weekdays.map(Double.init))
    if let temperature = series.temperature {
      copy.add("temperature", FeatureTable.filled(temperature, series.grid.stepsPerDay))
    }
    return copy
  }

  private mutating func add(_ name: String, _ values: [Double]) {
    names.append(name)
    columns.append(values)
  }

  private mutating func addWeather(_ lags: Lags, _ stepsPerDay: Int) {
    guard let known = series.temperature else { return }
    let temperature = FeatureTable.filled(known, stepsPerDay)
    let heating = temperature.map { max(0, FeatureTable.heatingBelow - $0) }
    let cooling = temperature.map { max(0, $0 - FeatureTable.coolingAbove) }
    add("heating", heating)
    add("cooling", cooling)
    for (name, lag) in [("base", lags.base), ("week", lags.week)] {
      add("heating_\(name)", shifted(heating, lag))
      add("cooling_\(name)", shifted(cooling, lag))
    }
    // Houses are slow: what counts is also how cold the last day was.
    let mean = rollingMean(heating, stepsPerDay)
    add("heating_day_mean", mean)
    add("heating_day_mean_base", shifted(mean, lags.base))
  }

  private mutating func addWorkdays(_ lags: Lags) {
    let weekdays = series.calendar.weekdays
    let workday = (0..<count).map { index in
      let given = series.workday?[index] ?? .nan
      return given.isNaN ? (weekdays[index] < 5 ? 1.0 : 0) : given
    }
    add("workday", workday)
    add("workday_base", shifted(workday, lags.base))
    add("workday_week", shifted(workday, lags.week))
  }

  private mutating func addSeasons() {
    let years = (0..<count).map(series.calendar.yearFraction)
    for k in 1...2 {
      add("year_sine_\(k)", years.map { Wave.sine(turns: Double(k) * $0) })
      add("year_cosine_\(k)", years.map { Wave.cosine(turns: Double(k) * $0) })
    }
  }

  /// The value `lag` steps before; where that one is missing, one or two weeks before it.
  private func lagged(_ values: [Double], _ lag: Int) -> [Double] {
    let week = series.grid.stepsPerWeek
    return values.indices.map { index in
      for place in stride(from: index - lag, through: index - lag - 2 * week, by: -week)
      where place >= 0 && !values[place].isNaN {
        return values[place]
      }
      return .nan
    }
  }

  private func shifted(_ values: [Double], _ lag: Int) -> [Double] {
    values.indices.map { $0 >= lag ? values[$0 - lag] : .nan }
  }

  /// The mean of the `length` values up to each place; missing ones do not count, but at most half
  /// of them may be missing.
  private func rollingMean(_ values: [Double], _ length: Int) -> [Double] {
    var sum = 0.0
    var known = 0
    return values.indices.map { index in
      if !values[index].isNaN {
        sum += values[index]
        known += 1
      }
      if index >= length, !values[index - length].isNaN {
        sum -= values[index - length]
        known -= 1
      }
      return known * 2 >= length ? sum / Double(known) : .nan
    }
  }

  /// An unknown temperature is taken to be the last one known at that time of day.
  private static func filled(_ temperature: [Double], _ stepsPerDay: Int) -> [Double] {
    var result = temperature
    for index in result.indices where result[index].isNaN && index >= stepsPerDay {
      result[index] = result[index - stepsPerDay]
    }
    return result
  }
}
