internal import AnomalyDetection
internal import Calendars
internal import Forecasting
internal import Warehouse

/// Finds where the level of a series changes, and which values are odd for their hour.
///
/// Documented in `ChangePoints/README.md`.
public struct ChangePointsModel: SwiftModel {
  public init() {}

  public var name: String { "change_points" }

  public func check(_ arguments: ModelArguments) throws {
    _ = try ChangePointsArguments(arguments)
  }

  public func outputColumns(for request: ModelRequest) throws -> [ModelColumn] {
    let arguments = try ChangePointsArguments(request.arguments)
    let input = request.inputs[0]
    try check(arguments, against: input, request.arguments)
    let key = arguments.layout.key.compactMap { input[$0] }
    let time = ForecastRows.timeType(input[arguments.layout.time]?.type)
    return key + [ModelColumn(arguments.layout.time, time)] + ChangePointsModel.results
  }

  static let results = [
    ModelColumn("observed", .double), ModelColumn("seasonal_median", .double),
    ModelColumn("seasonal_z", .double), ModelColumn("is_outlier", .boolean),
    ModelColumn("segment", .integer), ModelColumn("is_change", .boolean),
    ModelColumn("shift", .double),
  ]

  public func run(_ request: ModelRequest, in context: ModelContext) throws {
    let arguments = try ChangePointsArguments(request.arguments)
    let input = request.inputs[0]
    try check(arguments, against: input, request.arguments)
    var run = ChangePointsRun(
      arguments, context, time: ForecastRows.timeType(input[arguments.layout.time]?.type))
    try run.perform()
  }

  private func check(
    _ arguments: ChangePointsArguments, against input: ModelInput, _ written: ModelArguments
  ) throws {
    let layout = arguments.layout
    try written.refuse { problems in
      for (index, name) in layout.key.enumerated() where input[name] == nil {
        problems.append(.noColumn(name, in: input, argument: "key.\(index)"))
      }
      if let column = input[layout.time] {
        if !column.isTime { problems.append(.noTime(column)) }
      } else {
        problems.append(.noColumn(layout.time, in: input, argument: "time"))
      }
      if let column = input[layout.value] {
        if !column.isNumeric {
          problems.append(.notNumeric(column, argument: "value", place: "value"))
        }
      } else {
        problems.append(.noColumn(layout.value, in: input, argument: "value"))
      }
    }
  }
}

/// What `change_points` was asked to do.
struct ChangePointsArguments {
  enum Season: String, CaseIterable {
    case none
    case hourOfDay = "hour_of_day"
    case dayOfWeek = "day_of_week"
    case hourOfWeek = "hour_of_week"
  }

  var layout: SeriesReader.Layout
  var season: Season
  var rules: TimeZoneRules
  var penaltyFactor: Double
  var leastLength: Int
  var threshold: Double

  init(_ arguments: ModelArguments) throws {
    self = try arguments.decode { reader in
      ChangePointsArguments(&reader)
    }
  }

  private init(_ reader: inout ArgumentReader) {
    layout = SeriesReader.Layout(
      key: reader.has("key") ? reader.names("key") : [], time: reader.column("time"),
      value: reader.column("value"))
    season = reader.choice("season", default: Season.none)
    rules = reader.timeZone("time_zone").rules
    penaltyFactor = reader.number("penalty_factor", default: 3, in: 0.01...1_000_000)
    leastLength = reader.integer("min_size", default: 2, in: 1...1_000_000)
    threshold = reader.number("threshold", default: 3.5, in: 0.1...1000)
  }

  /// A class for each moment, by the local clock.
  func seasons(_ moments: [Int]) -> [Int] {
    moments.map { moment in
      let local = moment + rules.offset(at: moment)
      let day = (local >= 0 ? local : local - 86_399) / 86_400
      let hour = (local - day * 86_400) / 3600
      // 1970-01-01 was a Thursday.
      let weekday = ((day + 3) % 7 + 7) % 7
      return switch season {
      case .none: 0
      case .hourOfDay: hour
      case .dayOfWeek: weekday
      case .hourOfWeek: weekday * 24 + hour
      }
    }
  }
}
