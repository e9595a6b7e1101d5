import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// Freshness: times without a zone are UTC, the clock is the database's.
  static let rowValuesToHaveRecentData = ExpectationType(
    "expect_row_values_to_have_recent_data", aliases: ["recency", "expect_table_to_be_fresh"],
    .timeSeries, .aggregate, summary: "The latest time is at most so long ago.",
    parameters: [.recentColumn] + .age,
    sentence: { "the latest \($0.name()) is at most \($0.age) old" },
    check: { context in
      let column = try context.column()
      let limit = try context.oldestAllowed()
      let isRecent = "CASE WHEN max(\(column))\(context.filter()) >= \(limit) THEN 1 ELSE 0 END"
      return Check([
        .aggregate("max(\(column))\(context.filter())"), .aggregate(isRecent),
      ]) { readings in
        .value(
          ObservedValue(
            isMet: readings.count(1) == 1, observed: readings.value(0).plain, holdsData: true))
      }
    })

  /// Every group has its own latest time; groups without a time are unexpected.
  static let groupedRowValuesToHaveRecentData = ExpectationType(
    "expect_grouped_row_values_to_have_recent_data", .timeSeries, .map,
    summary: "In every group the latest time is at most so long ago.",
    parameters: [
      .required("group_by", .columns(minimum: 1), "Columns that tell groups apart."),
      .recentColumn,
    ] + .age,
    sentence: {
      "the latest \($0.name()) of each \($0.names("group_by")) is at most \($0.age) old"
    },
    check: { context in
      let column = try context.column()
      let keys = try context.columnList("group_by").joined(separator: ", ")
      let groups =
        "SELECT \(keys), max(\(column)) AS latest FROM \(context.table)\(context.whereClause())"
        + " GROUP BY \(keys)"
      let late = "latest IS NULL OR latest < \(try context.oldestAllowed())"
      let measure = Measure.query(
        "SELECT count(*), count(*) FILTER (WHERE \(late))\nFROM (\(groups)) AS latest_times",
        scans: 1)
      let sample =
        "SELECT * FROM (\(groups)) AS latest_times WHERE \(late) ORDER BY latest, \(keys)"
      return Check([measure], unexpected: .query(sample)) { readings in
        let row = (readings.table(0).rows.first ?? []).map { $0.integer ?? 0 }
        guard row.count == 2 else { throw Readings.Unreadable() }
        return .rows(RowCounts(elements: row[0], missing: 0, unexpected: row[1]))
      }
    })
}

extension Parameter {
  fileprivate static let recentColumn = required(
    "column", aliases: ["column_name", "field", "timestamp_column"], .column,
    "The column of times.")
}

extension [Parameter] {
  fileprivate static let age: [Parameter] = [
    .required("datepart", .datePart, "The unit of the interval."),
    .required("interval", .integer, "The greatest age, in units."),
  ]
}

extension Arguments {
  /// "2 days"
  fileprivate var age: String {
    let count = word("interval")
    return "\(count) \(word("datepart"))\(count == "1" ? "" : "s")"
  }
}

extension CheckContext {
  fileprivate func oldestAllowed() throws -> String {
    let part = DatePart(rawValue: try arguments.text("datepart")) ?? .day
    let count = try arguments.number("interval")
    return try moment(ago: Int(count), part, for: "column")
  }
}
