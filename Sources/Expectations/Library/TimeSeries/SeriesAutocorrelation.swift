import PlainData

extension ExpectationType {
  /// The sample autocorrelation of Box and Jenkins: products of deviations from the series' mean at a
  /// distance, divided by the squares of all deviations; over several series, sums of both.
  static let seriesAutocorrelationToBeBetween = ExpectationType(
    "expect_series_autocorrelation_to_be_between", .timeSeries, .aggregate,
    summary: "The autocorrelation of the values at a distance of `lag` rows lies in the range.",
    parameters: [
      .column, .timeColumn, .keyColumns,
      .required("lag", .integer, "The distance, in rows in the order of time."),
    ] + .bounds(.number),
    sentence: {
      "the autocorrelation of \($0.name()) at lag \($0.word("lag")) is \(Bounds($0).sentence)"
    },
    problems: Bounds.problems,
    check: { context in
      let value = context.sql.double(try context.column())
      let time = try context.column("time_column")
      let lag = try context.arguments.required("lag", \.int)
      let partition = context.partition(try context.keys())
      let query = """
        SELECT sum((x - m) * (y - m)) / nullif(sum((x - m) * (x - m)), 0)
        FROM (SELECT \(value) AS x, avg(\(value)) OVER (\(partition)) AS m,
          lag(\(value), \(lag)) OVER (\(partition) ORDER BY \(time)) AS y
          FROM \(context.table)\(context.whereClause("\(try context.column()) IS NOT NULL"))) AS pairs
        """
      let bounds = Bounds(context.arguments)
      return Check([.query(query, scans: 1)]) { .bounded($0.value(0), bounds) }
    })
}
