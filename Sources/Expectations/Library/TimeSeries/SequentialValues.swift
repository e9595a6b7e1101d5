import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let columnValuesToBeSequential = ExpectationType(
    "expect_column_values_to_be_sequential", aliases: ["sequential_values"], .timeSeries, .map,
    summary: "Every value follows the one before it after the interval.",
    parameters: [
      .column,
      .optional("interval", .number, "The distance between neighbours, default 1."),
      .optional("datepart", .datePart, "The interval's unit, where the column holds times."),
      .optional("group_by_columns", .columns(minimum: 1), "Columns of series that are apart."),
    ],
    sentence: { arguments in
      let unit = arguments["datepart"]?.string.map { " \($0)s" } ?? ""
      return "\(arguments.name()) advances by \(arguments["interval"]?.bare ?? "1")\(unit)"
    },
    check: { context in
      let column = try context.column()
      let groups =
        context.arguments["group_by_columns"] == nil
        ? [] : try context.columnList("group_by_columns")
      let interval = context.arguments["interval"]?.double ?? 1
      let part = context.arguments["datepart"]?.string.flatMap(DatePart.init)
      let value = try part.map { try context.period(of: "column", $0) } ?? column
      let predicate = "this_value - previous_value = \(context.sql.literal(interval))"
      return try context.neighbourCheck(
        orderedBy: [column], groups: groups, value: value,
        judged: "\(column) IS NOT NULL", predicate: predicate, shows: [context.columnName()])
    })
}
