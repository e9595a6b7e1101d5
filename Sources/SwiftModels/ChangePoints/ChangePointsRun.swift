internal import AnomalyDetection
internal import Forecasting
internal import Warehouse

/// One run of `change_points`: series by series, in the order of their keys.
struct ChangePointsRun {
  private let arguments: ChangePointsArguments
  private let context: ModelContext
  private let time: ColumnType
  private var totals = (series: 0, rows: 0, changes: 0, outliers: 0)

  init(_ arguments: ChangePointsArguments, _ context: ModelContext, time: ColumnType) {
    self.arguments = arguments
    self.context = context
    self.time = time
  }

  mutating func perform() throws {
    let layout = arguments.layout
    let selection = InputSelection(
      columns: layout.key + [layout.time, layout.value], order: layout.key + [layout.time])
    var reader = SeriesReader(layout)
    var types: [ColumnType] = []
    try context.inputs[0].forEachBatch(selection) { batch in
      try context.checkCancellation()
      types = batch.columns[..<layout.key.count].map(\.type)
      try reader.add(batch) { try detect($0, types) }
    }
    if let last = reader.last() { try detect(last, types) }
    context.report(metric: "series", Double(totals.series))
    context.report(metric: "rows_scored", Double(totals.rows))
    context.report(metric: "changes", Double(totals.changes))
    context.report(metric: "outliers", Double(totals.outliers))
  }

  private mutating func detect(_ series: SeriesReader.Series, _ types: [ColumnType]) throws {
    try context.checkCancellation()
    let rows = series.rows.sorted { $0.time < $1.time }
    if let twice = zip(rows, rows.dropFirst()).first(where: { $0.time == $1.time }) {
      throw ModelError(
        "two rows have the time \(ForecastRows.text(twice.0.time))\(SeriesReader.place(of: series.key, arguments.layout.key))",
        argument: "time",
        code: "swift-model-data", help: ["name the columns that tell series apart in `key`"])
    }
    let values = rows.map(\.load)
    let scores = SeasonalScores(values, seasons: arguments.seasons(rows.map(\.time)))
    let segments = Segments(values, medians: scores.medians, arguments)
    totals.series += 1
    totals.rows += rows.count
    totals.changes += segments.changes.count
    let isOutlier = scores.scores.map { abs($0) > arguments.threshold }
    totals.outliers += isOutlier.count { $0 }
    let moments = rows.map { Int64($0.time) * 1_000_000 }
    let keys = zip(series.key, types).map { value, type in
      ColumnVector([SQLValue](repeating: value, count: rows.count), as: type)
    }
    let columns = [
      ColumnVector(
        time == .timestampWithTimeZone ? .timestampsWithTimeZone(moments) : .timestamps(moments)),
      .numbers(values), .numbers(scores.medians), .numbers(scores.scores),
      ColumnVector(.booleans(isOutlier)),
      ColumnVector(.integers(segments.numbers.map { Int64($0) })),
      ColumnVector(.booleans(segments.numbers.indices.map { segments.shifts[$0] != nil })),
      .numbers(segments.numbers.indices.map { segments.shifts[$0] ?? .nan }),
    ]
    let names =
      arguments.layout.key + [arguments.layout.time] + ChangePointsModel.results.map(\.name)
    try context.output.append(
      ColumnBatch(names: names, columns: keys + columns, rowCount: rows.count))
  }
}

/// A series parted at its changes.
private struct Segments {
  /// The segment of each row, from 0.
  let numbers: [Int]
  /// Rows at which a segment begins, but the first.
  let changes: [Int]
  /// By row of a change: the new level minus the old one.
  let shifts: [Int: Double]

  /// Rows without a value belong to the segment around them.
  init(_ values: [Double], medians: [Double], _ arguments: ChangePointsArguments) {
    let known = values.indices.filter { !values[$0].isNaN }
    let rest = known.map { values[$0] - medians[$0] }
    let penalty = ChangePoints.penalty(for: rest, factor: arguments.penaltyFactor)
    let places = penalty.map {
      ChangePoints.find(in: rest, penalty: $0, leastLength: arguments.leastLength)
    }
    let found = places ?? []
    changes = found.map { known[$0] }
    let bounds = [0] + found + [rest.count]
    let levels = zip(bounds, bounds.dropFirst()).map { start, end in
      rest[start..<end].reduce(0, +) / Double(max(1, end - start))
    }
    var shifts: [Int: Double] = [:]
    for (index, row) in changes.enumerated() { shifts[row] = levels[index + 1] - levels[index] }
    self.shifts = shifts
    var number = 0
    numbers = values.indices.map { row in
      if shifts[row] != nil { number += 1 }
      return number
    }
  }
}

extension ColumnVector {
  /// NaN is null.
  static func numbers(_ values: [Double]) -> ColumnVector {
    let validity = values.map { !$0.isNaN }
    return ColumnVector(
      .doubles(values.map { $0.isNaN ? 0 : $0 }),
      validity: validity.contains(false) ? validity : nil)
  }
}
