internal import Forecasting
internal import Warehouse

/// Rows of the result.
struct ForecastRows {
  private let arguments: LoadForecastArguments
  private let time: ColumnType

  init(_ arguments: LoadForecastArguments, time: ColumnType) {
    self.arguments = arguments
    self.time = time
  }

  static func timeType(_ input: ColumnType?) -> ColumnType {
    input == .timestampWithTimeZone ? .timestampWithTimeZone : .timestamp
  }

  /// What stands behind the key's columns.
  static func columns(
    of output: LoadForecastArguments.Output, time: ColumnType
  ) -> [ModelColumn] {
    switch output {
    case .forecast:
      [
        ModelColumn("forecast_at", time), ModelColumn("step_ahead", .integer),
        ModelColumn("forecast", .double), ModelColumn("lower", .double),
        ModelColumn("upper", .double), ModelColumn("model", .text),
        ModelColumn("trained_at", time), ModelColumn("mase", .double), ModelColumn("mape", .double),
      ]
    case .backtest:
      [
        ModelColumn("model", .text), ModelColumn("origin_at", time),
        ModelColumn("forecast_at", time), ModelColumn("step_ahead", .integer),
        ModelColumn("forecast", .double), ModelColumn("lower", .double),
        ModelColumn("upper", .double), ModelColumn("actual", .double),
        ModelColumn("naive_scale", .double), ModelColumn("is_chosen", .boolean),
      ]
    }
  }

  func forecast(_ result: SeriesForecast, key: [SQLValue], types: [ColumnType]) -> ColumnBatch? {
    guard let chosen = result.chosen else { return nil }
    let (backtest, scores) = (result.backtests[chosen], result.scores[chosen])
    let values = result.forecast()
    let grid = result.series.grid
    let end = result.series.end
    let intervals = values.enumerated().map { step, value in
      backtest.errors.interval(around: value, step: step, coverage: arguments.backtest.coverage)
    }
    let count = values.count
    return batch(
      key, types, count,
      [
        moments(values.indices.map { grid.time(end + $0) }),
        ColumnVector(.integers(values.indices.map { Int64($0 + 1) })),
        doubles(values), doubles(intervals.map { $0?.lowerBound ?? .nan }),
        doubles(intervals.map { $0?.upperBound ?? .nan }),
        texts(backtest.method.rawValue, count),
        moments([Int](repeating: grid.time(end - 1), count: count)),
        doubles([Double](repeating: scores.mase, count: count)),
        doubles([Double](repeating: scores.mape, count: count)),
      ])
  }

  func backtest(
    _ result: SeriesForecast, _ index: Int, key: [SQLValue], types: [ColumnType]
  ) -> ColumnBatch {
    let backtest = result.backtests[index]
    let (points, grid) = (backtest.points, result.series.grid)
    return batch(
      key, types, points.count,
      [
        texts(backtest.method.rawValue, points.count),
        moments(points.map { grid.time($0.origin) }), moments(points.map { grid.time($0.index) }),
        ColumnVector(.integers(points.map { Int64($0.index - $0.origin + 1) })),
        doubles(points.map(\.forecast)), doubles(points.map { $0.interval?.lowerBound ?? .nan }),
        doubles(points.map { $0.interval?.upperBound ?? .nan }), doubles(points.map(\.actual)),
        doubles([Double](repeating: result.scale, count: points.count)),
        ColumnVector(.booleans([Bool](repeating: result.chosen == index, count: points.count))),
      ])
  }

  private func batch(
    _ key: [SQLValue], _ types: [ColumnType], _ count: Int, _ columns: [ColumnVector]
  ) -> ColumnBatch {
    let keys = zip(key, types).map { value, type in
      ColumnVector([SQLValue](repeating: value, count: count), as: type)
    }
    let names = arguments.key + ForecastRows.columns(of: arguments.output, time: time).map(\.name)
    return ColumnBatch(names: names, columns: keys + columns, rowCount: count)
  }

  private func moments(_ seconds: [Int]) -> ColumnVector {
    let values = seconds.map { Int64($0) * 1_000_000 }
    return ColumnVector(
      time == .timestampWithTimeZone ? .timestampsWithTimeZone(values) : .timestamps(values))
  }

  /// NaN is null.
  private func doubles(_ values: [Double]) -> ColumnVector {
    let validity = values.map { !$0.isNaN }
    return ColumnVector(
      .doubles(values.map { $0.isNaN ? 0 : $0 }),
      validity: validity.contains(false) ? validity : nil)
  }

  private func texts(_ text: String, _ count: Int) -> ColumnVector {
    ColumnVector(.texts(TextVector(repeatElement(text, count: count))))
  }

  /// `2024-01-31 18:45:00`, for messages.
  static func text(_ moment: Int) -> String {
    CivilTime.timestampText(microseconds: Int64(moment) * 1_000_000)
  }
}
