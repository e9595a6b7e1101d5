internal import Forecasting
internal import Warehouse

/// One run of `load_forecast`: series by series, in the order of their keys.
struct LoadForecastRun {
  private let arguments: LoadForecastArguments
  private let context: ModelContext
  private let rows: ForecastRows
  private var totals = Totals()

  /// Sums over the series; scores of the chosen methods.
  private struct Totals {
    var series = 0
    var skipped = 0
    var forecasts = 0
    var gaps = 0
    var mase = 0.0
    var mape = 0.0
    var coverage = 0.0
    /// Of all series, in the order of their keys.
    var hash = Mix.start
    var byMethod: [ForecastMethod: (chosen: Int, mape: Double, mase: Double, count: Int)] = [:]
  }

  init(_ arguments: LoadForecastArguments, _ context: ModelContext, time: ColumnType?) {
    self.arguments = arguments
    self.context = context
    rows = ForecastRows(arguments, time: ForecastRows.timeType(time))
  }

  mutating func perform() throws {
    let selection = InputSelection(
      columns: arguments.columns, order: arguments.key + [arguments.time])
    var reader = SeriesReader(arguments.layout)
    var types: [ColumnType] = []
    let keyCount = arguments.key.count
    var read = 0
    try context.inputs[0].forEachBatch(selection) { batch in
      try context.checkCancellation()
      read += batch.rowCount
      context.report(progress: read, "reading")
      types = batch.columns[..<keyCount].map(\.type)
      try reader.add(batch) { try forecast($0, types) }
    }
    if let last = reader.last() { try forecast(last, types) }
    report()
  }

  private mutating func forecast(_ series: SeriesReader.Series, _ types: [ColumnType]) throws {
    try context.checkCancellation()
    totals.series += 1
    addToHash(series)
    guard series.rows.contains(where: { !$0.load.isNaN }) else {
      totals.skipped += 1
      return
    }
    let result: SeriesForecast
    do {
      result = try SeriesForecast(series.rows, arguments, threads: context.threads)
    } catch let error as SeriesError {
      throw ModelError(error, arguments, key: series.key)
    }
    count(result)
    switch arguments.output {
    case .forecast:
      guard let batch = rows.forecast(result, key: series.key, types: types) else { return }
      totals.forecasts += batch.rowCount
      try context.output.append(batch)
    case .backtest:
      for index in result.backtests.indices {
        let batch = rows.backtest(result, index, key: series.key, types: types)
        totals.forecasts += batch.rowCount
        try context.output.append(batch)
      }
    }
  }

  private mutating func addToHash(_ series: SeriesReader.Series) {
    for value in series.key { totals.hash = Mix.add(Array(value.shortText.utf8), to: totals.hash) }
    for row in series.rows {
      totals.hash = Mix.add(UInt64(bitPattern: Int64(row.time)), to: totals.hash)
      for value in [row.load, row.temperature, row.workday] {
        totals.hash = Mix.add(value.isNaN ? 1 : value.bitPattern, to: totals.hash)
      }
    }
  }

  private mutating func count(_ result: SeriesForecast) {
    totals.gaps += result.series.missing
    guard let chosen = result.chosen else {
      totals.skipped += 1
      return
    }
    totals.mase += result.scores[chosen].mase
    totals.mape += result.scores[chosen].mape
    totals.coverage += result.scores[chosen].coverage
    for (index, scores) in result.scores.enumerated() {
      let method = result.backtests[index].method
      var sums = totals.byMethod[method] ?? (0, 0, 0, 0)
      sums.chosen += index == chosen ? 1 : 0
      sums.mape += scores.mape
      sums.mase += scores.mase
      sums.count += 1
      totals.byMethod[method] = sums
    }
  }

  private func report() {
    let forecast = Double(totals.series - totals.skipped)
    context.report(fact: "data_hash", Mix.hexadecimal(Mix.finish(totals.hash)))
    context.report(metric: "series", Double(totals.series))
    context.report(metric: "series_skipped", Double(totals.skipped))
    context.report(metric: "rows_forecast", Double(totals.forecasts))
    context.report(metric: "gaps", Double(totals.gaps))
    guard forecast > 0 else { return }
    let means = [
      ("mase", totals.mase / forecast), ("mape", totals.mape / forecast),
      ("coverage", totals.coverage / forecast),
    ]
    for (name, value) in means where value.isFinite { context.report(metric: name, value) }
    for (method, sums) in totals.byMethod.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let name = method.rawValue
      context.report(metric: "\(name).chosen", Double(sums.chosen))
      for (measure, sum) in [("mape", sums.mape), ("mase", sums.mase)] where sum.isFinite {
        context.report(metric: "\(name).\(measure)", sum / Double(sums.count))
      }
    }
  }
}

extension ModelError {
  fileprivate init(_ error: SeriesError, _ arguments: LoadForecastArguments, key: [SQLValue]) {
    let place = SeriesReader.place(of: key, arguments.key)
    switch error {
    case .noLoad: self.init("`\(arguments.value)` is null everywhere\(place)", argument: "value")
    case .offGrid(let moment):
      self.init(
        "\(ForecastRows.text(moment)) is no whole number of steps from the first time\(place)",
        argument: "time", code: "swift-model-data",
        help: ["bring the times to one step in the input's SQL, or leave `step_minutes` out"])
    case .repeatedTime(let moment):
      self.init(
        "two rows have the time \(ForecastRows.text(moment))\(place)", argument: "time",
        code: "swift-model-data", help: ["name the columns that tell series apart in `key`"])
    case .tooSparse(let places):
      self.init(
        "the first and the last time are \(places) steps apart\(place), and most are empty",
        argument: "time", code: "swift-model-data")
    }
  }
}
