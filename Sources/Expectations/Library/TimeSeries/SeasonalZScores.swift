import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// Values are compared with those of the same hour, day of the week or month, in each series.
  static let seriesSeasonalZScoresToBeLessThan = ExpectationType(
    "expect_series_seasonal_z_scores_to_be_less_than", .timeSeries, .map,
    summary: "Every value is less than so many standard deviations from its season's mean.",
    parameters: [
      .column, .timeColumn, .keyColumns,
      .required("threshold", .number, "Standard deviations from the mean."),
      .optional(
        "season", .choice(["hour_of_day", "hour_of_week", "day_of_week", "month_of_year"]),
        "Which values are compared, default hour_of_day."),
    ],
    sentence: { arguments in
      let season = (arguments["season"]?.string ?? "hour_of_day").replacing("_", with: " ")
      return "\(arguments.name()) is less than \(arguments.word("threshold")) standard deviations"
        + " from the mean of its \(season)"
    },
    check: { context in
      let column = try context.column()
      let groups = try context.keys() + [context.season()]
      let window = "OVER (PARTITION BY \(groups.joined(separator: ", ")))"
      let value = context.sql.double(column)
      let shown =
        try context.keyNames() + [context.columnName("time_column"), context.columnName()]
      let list = shown.map(context.sql.dialect.quote).joined(separator: ", ")
      let rows =
        "SELECT \(list), \(value) AS x, avg(\(value)) \(window) AS mean,"
        + " stddev_samp(\(value)) \(window) AS deviation"
        + " FROM \(context.table)\(context.whereClause("\(column) IS NOT NULL"))"
      let limit = context.sql.literal(abs(try context.arguments.number("threshold")))
      let far = "NOT (abs(x - mean) / nullif(deviation, 0) < \(limit))"
      let measure = Measure.query(
        "SELECT count(*), count(*) FILTER (WHERE \(far))\nFROM (\(rows)) AS scored", scans: 1)
      let sample = "SELECT \(list) FROM (\(rows)) AS scored WHERE \(far) ORDER BY \(list)"
      return Check([measure], unexpected: .query(sample)) { readings in
        let row = (readings.table(0).rows.first ?? []).map { $0.integer ?? 0 }
        guard row.count == 2 else { throw Readings.Unreadable() }
        return .rows(RowCounts(elements: row[0], missing: 0, unexpected: row[1]))
      }
    })
}

extension CheckContext {
  /// The number of the season in which a time lies; times without a zone are UTC.
  fileprivate func season() throws(Diagnostic) -> String {
    let time = try column("time_column")
    let part: (String, String) -> String = { sqlite, postgres in
      sql.isSQLite
        ? "CAST(strftime('\(sqlite)', \(time)) AS INTEGER)"
        : "extract(\(postgres) FROM \(time))::integer"
    }
    let hour = part("%H", "hour")
    let day = part("%w", "dow")
    return switch arguments["season"]?.string {
    case "hour_of_week": "(\(day) * 24 + \(hour))"
    case "day_of_week": day
    case "month_of_year": part("%m", "month")
    default: hour
    }
  }
}
