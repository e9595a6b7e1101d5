import Diagnostics
@preconcurrency import Glibc
import PlainData
import Warehouse

extension ExpectationType {
  /// The total of each of the last periods is compared with those before it, itself left out.
  static let columnValuesToBeWithinNMovingStdevs = ExpectationType(
    "expect_column_values_to_be_within_n_moving_stdevs", .anomaly, .map,
    summary: "No period's total is further from those before it than is usual.",
    parameters: [
      .column,
      .required(
        "date_column_name", aliases: ["time_column"], .column, "The column of times."),
      .optional("period", .datePart, "The unit of a period, default day."),
      .optional("trend_periods", .integer, "Periods of the baseline, default 7."),
      .optional("test_periods", .integer, "How many of the last periods are judged, default 14."),
      .optional("sigma_threshold", .number, "Standard deviations from the mean, default 3."),
      .optional("take_logs", .flag, "Whether logarithms of totals are compared, default false."),
      .optional("take_diffs", .flag, "Whether changes of totals are compared, default false."),
    ],
    sentence: { arguments in
      "the \(arguments["period"]?.string ?? "day") totals of \(arguments.name()) stay within "
        + "\(arguments["sigma_threshold"]?.bare ?? "3") moving standard deviations"
    },
    check: { context in
      let part = context.arguments["period"]?.string.flatMap(DatePart.init) ?? .day
      let time = try context.column("date_column_name")
      let totals =
        "SELECT \(try context.period(of: "date_column_name", part)) AS period,"
        + " sum(\(try context.column())) AS total\nFROM \(context.table)"
        + "\(context.whereClause("\(time) IS NOT NULL")) GROUP BY 1 ORDER BY 1"
      let deviations = MovingDeviations(context.arguments)
      return Check([.query(totals, scans: 1)]) { readings in
        let values = readings.table(0).rows.compactMap { $0.count > 1 ? $0[1].number : nil }
        let (judged, unexpected) = deviations.counts(of: values)
        return .rows(RowCounts(elements: judged, missing: 0, unexpected: unexpected))
      }
    })
}

/// Each of the last values against the mean and the standard deviation of those before it.
struct MovingDeviations: Sendable {
  var baseline = 7
  var judged = 14
  var threshold = 3.0
  var takesLogarithms = false
  var takesDifferences = false

  init() {}

  init(_ arguments: Arguments) {
    baseline = max(2, Int(arguments["trend_periods"]?.double ?? 7))
    judged = max(1, Int(arguments["test_periods"]?.double ?? 14))
    threshold = arguments["sigma_threshold"]?.double ?? 3
    takesLogarithms = arguments.flag("take_logs")
    takesDifferences = arguments.flag("take_diffs")
  }

  /// Values without a whole baseline before them are not judged.
  func counts(of values: [Double]) -> (judged: Int, unexpected: Int) {
    var series = takesLogarithms ? values.map { $0 > 0 ? log($0) : 0 } : values
    if takesDifferences { series = zip(series.dropFirst(), series).map { $0 - $1 } }
    let first = max(baseline, series.count - judged)
    guard first < series.count else { return (0, 0) }
    let unexpected = (first..<series.count).count { index in
      let before = Array(series[index - baseline..<index])
      return !Baseline(before, method: .deviation).expects(series[index], within: threshold)
    }
    return (series.count - first, unexpected)
  }
}
