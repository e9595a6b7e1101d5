import PlainData

extension ExpectationType {
  /// The typical day: the mean of every hour of the day; its range is divided by the mean of all
  /// values, so that it is the same in every unit.
  static let seriesDiurnalRangeToBeBetween = ExpectationType(
    "expect_series_diurnal_range_to_be_between", .timeSeries, .aggregate,
    summary: "The range of the typical day, divided by the mean, lies in the range.",
    parameters: [.column, .timeColumn, .timeZone] + .bounds(.number),
    sentence: { "the diurnal range of \($0.name()) over its mean is \(Bounds($0).sentence)" },
    problems: Bounds.problems,
    check: { context in
      let value = context.sql.double(try context.column())
      let hour = try context.localPart(.hour, of: "time_column")
      let present = "\(try context.column()) IS NOT NULL"
      let query = """
        SELECT (max(mean) - min(mean)) / nullif(abs(sum(total) / nullif(sum(n), 0)), 0)
        FROM (SELECT avg(\(value)) AS mean, sum(\(value)) AS total, count(*) AS n
          FROM \(context.table)\(context.whereClause(present)) GROUP BY \(hour)) AS hours
        """
      let bounds = Bounds(context.arguments)
      return Check([.query(query, scans: 1)]) { .bounded($0.value(0), bounds) }
    })
}
