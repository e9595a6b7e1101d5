import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// Over the year up to the latest time and the year before it; nothing where the earlier one is
  /// empty or adds up to 0.
  static let seriesYearOverYearToBeBetween = ExpectationType(
    "expect_series_year_over_year_to_be_between", .timeSeries, .aggregate,
    summary: "The last year's value, divided by that of the year before, lies in the range.",
    parameters: [
      .column, .timeColumn,
      .optional(
        "aggregate", .choice(["sum", "avg", "max", "min", "count"]),
        "What is compared, default sum."),
    ] + .bounds(.number),
    sentence: {
      "\($0.name()) of the last year over the year before is \(Bounds($0).sentence)"
    },
    problems: Bounds.problems,
    check: { context in
      let time = try context.column("time_column")
      let latest = PriorAggregate(sql: "max(\(time))\(context.filter())")
      let back: (Int) -> String = { years in
        context.sql.isSQLite
          ? "strftime('%Y-%m-%d %H:%M:%S', \(latest.reference), '-\(years) years')"
          : "\(latest.reference) - interval '\(years) years'"
      }
      let value = "\(context.arguments["aggregate"]?.string ?? "sum")"
      let total: (String) throws -> Measure = { condition in
        .dependent(
          "\(value)(\(try context.column()))\(context.filter(condition))", prior: [latest])
      }
      let bounds = Bounds(context.arguments)
      return Check([
        try total("\(time) > \(back(1))"),
        try total("\(time) > \(back(2)) AND \(time) <= \(back(1))"),
      ]) { readings in
        guard let now = readings.value(0).number, let before = readings.value(1).number,
          before != 0
        else { return .bounded(.null, bounds) }
        return .bounded(.double(now / before), bounds)
      }
    })
}
