import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let seriesToHaveNoGaps = ExpectationType(
    "expect_series_to_have_no_gaps", .timeSeries, .map,
    summary: "No time lies further behind the one before it in its series than is allowed.",
    parameters: [
      .timeColumn, .keyColumns,
      .required("max_gap_minutes", .number, "The longest time between neighbours."),
    ],
    sentence: {
      "\($0.name("time_column")) has no gap of more than \($0.word("max_gap_minutes")) minutes"
    },
    check: { context in
      let time = try context.column("time_column")
      let seconds = context.sql.literal(try context.arguments.number("max_gap_minutes") * 60)
      return try context.neighbourCheck(
        orderedBy: [time], groups: context.keys(), value: context.epoch("time_column"),
        judged: "\(time) IS NOT NULL", predicate: "this_value - previous_value <= \(seconds)",
        shows: context.keyNames() + [context.columnName("time_column")])
    })
}
