internal import Forecasting
internal import Warehouse

/// Takes batches apart into series: rows come in order of the key, so one series is held at a time.
struct SeriesReader {
  struct Series {
    var key: [SQLValue]
    var rows: [LoadSeries.Row]
  }

  /// ` in the series with meter = M1`; nothing where there is only one.
  static func place(of key: [SQLValue], _ names: [String]) -> String {
    let text = zip(names, key).map { "\($0) = \($1.shortText)" }.joined(separator: ", ")
    return text.isEmpty ? "" : " in the series with \(text)"
  }

  /// What the columns of a batch are: the key's, then time, value, and what else there is.
  struct Layout {
    var key: [String]
    var time: String
    var value: String
    var hasTemperature = false
    var hasWorkday = false
  }

  private let layout: Layout
  private var current: Series?

  init(_ layout: Layout) {
    self.layout = layout
  }

  /// Hands each series that is complete to `body`.
  mutating func add(_ batch: ColumnBatch, _ body: (Series) throws -> Void) throws {
    let count = layout.key.count
    let time = batch.columns[count]
    let load = numbers(batch.columns[count + 1])
    let temperature = layout.hasTemperature ? numbers(batch.columns[count + 2]) : nil
    let workday =
      layout.hasWorkday
      ? numbers(batch.columns[count + 2 + (layout.hasTemperature ? 1 : 0)]) : nil
    for row in 0..<batch.rowCount {
      let key = batch.columns[..<count].map { $0[row] }
      if current?.key != key {
        if let done = current { try body(done) }
        current = Series(key: key, rows: [])
      }
      guard let moment = MomentReader.moment(time, row) else { throw noMoment(time[row]) }
      guard !load[row].isInfinite else { throw infinite(moment) }
      current?.rows.append(
        LoadSeries.Row(
          time: moment, load: load[row], temperature: temperature?[row] ?? .nan,
          workday: workday?[row] ?? .nan))
    }
  }

  /// The last series; nil when there were no rows.
  mutating func last() -> Series? {
    defer { current = nil }
    return current
  }

  private func numbers(_ column: ColumnVector) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(column.count)
    FeatureValues.append(column, to: &values)
    return values
  }

  private func noMoment(_ value: SQLValue) -> ModelError {
    ModelError(
      "`\(layout.time)` holds \(value.shortText), which is no time in whole seconds",
      argument: "time", code: "swift-model-data")
  }

  private func infinite(_ moment: Int) -> ModelError {
    ModelError(
      "`\(layout.value)` is infinite at \(ForecastRows.text(moment))", argument: "value",
      code: "swift-model-data", help: ["make it null in the input's SQL: gaps are welcome"])
  }
}
