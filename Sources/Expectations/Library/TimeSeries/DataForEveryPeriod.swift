import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let rowValuesToHaveDataForEveryNDatepart = ExpectationType(
    "expect_row_values_to_have_data_for_every_n_datepart", .timeSeries, .map,
    summary: "From the first to the last time no period is without rows.",
    parameters: [
      .required("date_col", aliases: ["time_column", "column"], .column, "The column of times."),
      .optional(
        "date_part", aliases: ["datepart"], .datePart, "The unit of a period, default day."),
      .optional("interval", .integer, "Units of a period, default 1."),
    ],
    sentence: { arguments in
      let count = arguments["interval"]?.bare ?? "1"
      let unit = arguments["date_part"]?.string ?? "day"
      return
        "\(arguments.name("date_col")) has rows in every \(count == "1" ? "" : "\(count) ")\(unit)"
    },
    check: { context in
      let part = context.arguments["date_part"]?.string.flatMap(DatePart.init) ?? .day
      let size = max(1, Int(context.arguments["interval"]?.double ?? 1))
      let unit = try context.period(of: "date_col", part)
      let time = try context.column("date_col")
      let periods =
        "SELECT DISTINCT \(unit) AS unit, min(\(unit)) OVER () AS start"
        + " FROM \(context.table)\(context.whereClause("\(time) IS NOT NULL"))"
      let query =
        "SELECT count(DISTINCT period) AS present, coalesce(max(period) + 1, 0) AS expected"
        + "\nFROM (SELECT (unit - start) / \(size) AS period FROM (\(periods)) AS units) AS periods"
      return Check([.query(query, scans: 1)]) { readings in
        let row = (readings.table(0).rows.first ?? []).map { $0.integer ?? 0 }
        guard row.count == 2 else { throw Readings.Unreadable() }
        return .rows(RowCounts(elements: row[1], missing: 0, unexpected: row[1] - row[0]))
      }
    })
}
