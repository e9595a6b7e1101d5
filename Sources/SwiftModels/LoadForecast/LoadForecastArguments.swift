internal import Calendars
internal import Diagnostics
internal import Forecasting
internal import Warehouse

/// What `load_forecast` was asked to do.
struct LoadForecastArguments: Sendable {
  enum Output: String, CaseIterable, Sendable { case forecast, backtest }

  var output = Output.forecast
  /// Columns that tell series apart; empty means that all rows are one series.
  var key: [String] = []
  var time = ""
  var value = ""
  var temperature: String?
  var workday: String?
  var zoneName = "UTC"
  var rules = TimeZoneRules.utc
  var horizonHours = 24
  /// Nil: what the times have in common.
  var stepMinutes: Int?
  var methods = ForecastMethod.allCases
  var backtest = BacktestWindow()
  var boosting = BoostingParameters()

  /// Which part of the past is forecast to choose the method; moments are seconds since 1970, UTC.
  struct BacktestWindow: Hashable, Sendable {
    var days = 28
    var from: Int?
    var until: Int?
    var trainUntil: Int?
    var retrainDays = 0
    var coverage = 0.9
  }

  init(_ arguments: ModelArguments) throws {
    self = try arguments.decode { reader in LoadForecastArguments(&reader) }
  }

  private init(_ reader: inout ArgumentReader) {
    output = reader.choice("output", default: .forecast)
    key = reader.has("key") ? reader.names("key") : []
    time = reader.column("time")
    value = reader.column("value")
    temperature = reader.optionalText("temperature")
    workday = reader.optionalText("workday")
    (zoneName, rules) = reader.timeZone("time_zone")
    horizonHours = reader.integer("horizon_hours", default: 24, in: 1...24 * 28)
    stepMinutes = reader.read(
      "step_minutes", "a number of minutes up to 60 that divides a day", default: nil
    ) { value in
      if case .integer(let minutes) = value, minutes > 0, 1440 % minutes == 0, minutes <= 60 {
        .some(minutes)
      } else {
        nil
      }
    }
    readMethods(&reader)
    readBacktest(&reader)
    readTrees(&reader)
  }

  private mutating func readMethods(_ reader: inout ArgumentReader) {
    guard reader.has("methods") else { return }
    let known = ForecastMethod.allCases.map(\.rawValue)
    methods = reader.names("methods").enumerated().compactMap { index, name in
      if let method = ForecastMethod(rawValue: name) { return method }
      reader.refuseChoice("methods.\(index)", name, among: known, of: "methods")
      return nil
    }
  }

  private mutating func readBacktest(_ reader: inout ArgumentReader) {
    var window = BacktestWindow()
    reader.section("backtest") { section in
      window.days = section.integer("days", default: window.days, in: 1...3650)
      window.from = section.moment("from")
      window.until = section.moment("until")
      window.trainUntil = section.moment("train_until")
      window.retrainDays = section.integer("retrain_days", default: 0, in: 0...3650)
      window.coverage = section.number("coverage", default: window.coverage, in: 0.5...0.999)
      if let from = window.from, let until = window.until, until <= from {
        section.refuse("until", "`backtest.until` must be after `backtest.from`")
      }
    }
    backtest = window
  }

  private mutating func readTrees(_ reader: inout ArgumentReader) {
    var read = BoostingParameters()
    reader.section("trees") { section in
      read.iterations = section.integer("iterations", default: read.iterations, in: 1...10_000)
      read.learningRate = section.number("learning_rate", default: read.learningRate, in: 0.001...1)
      read.leaves = section.integer("max_leaf_nodes", default: read.leaves, in: 2...4096)
      read.leastRows = section.integer("min_samples_leaf", default: read.leastRows, in: 1...100_000)
      read.l2 = section.number("l2_regularization", default: read.l2, in: 0...1e9)
      read.bins = section.integer("max_bins", default: read.bins, in: 2...255)
    }
    boosting = read
  }

  var layout: SeriesReader.Layout {
    SeriesReader.Layout(
      key: key, time: time, value: value, hasTemperature: temperature != nil,
      hasWorkday: workday != nil)
  }

  /// The columns that are read, in this order.
  var columns: [String] { key + [time, value] + [temperature, workday].compactMap { $0 } }
}

extension ArgumentReader {
  /// A time zone of the system's database; problems are recorded.
  mutating func timeZone(_ name: String) -> (name: String, rules: TimeZoneRules) {
    let zone = text(name, default: "UTC")
    do {
      return (zone, try TimeZoneRules.system(zone))
    } catch {
      refuse(name, error.message, code: error.code, help: error.help)
      return (zone, .utc)
    }
  }

  /// A column's name; required.
  mutating func column(_ name: String) -> String {
    guard has(name) else {
      refuse(name, "`\(name)` is required", code: "missing-swift-model-argument")
      _ = value(name)
      return ""
    }
    return text(name, default: "")
  }

  mutating func optionalText(_ name: String) -> String? {
    let text = text(name, default: "")
    return text.isEmpty ? nil : text
  }

  /// `2024-01-01` or `2024-01-01 06:00:00`, UTC; nil when absent or empty.
  fileprivate mutating func moment(_ name: String) -> Int? {
    if value(name) == .text("") { return nil }
    return read(name, "a day or a time such as `2024-01-01 06:00:00`", default: nil) { value in
      guard case .text(let text) = value else { return nil }
      if let date = CivilDate(iso: text) { return date.daysSince1970 * 86_400 }
      return CivilTime.timestamp(of: text).map { Int($0.microseconds / 1_000_000) }
    }
  }
}
