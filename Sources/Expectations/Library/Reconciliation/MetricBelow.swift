import PlainData
import Warehouse

extension ExpectationType {
  /// For what a model reports of itself; a metric that was not reported is not below anything.
  static let metricBelow = ExpectationType(
    "expect_metric_below", .reconciliation, .aggregate,
    summary: "Every value of a metric in a table of metrics is below the limit.",
    parameters: [
      .column, .required("max_value", .number, "The limit, which is excluded."),
      .optional("metric", .text, "The metric's name, where the table holds several."),
      .optional("metric_column", .column, "The column of names, default `metric`."),
    ],
    sentence: {
      "\($0["metric"]?.string.map { "`\($0)`" } ?? $0.name()) is below \($0.word("max_value"))"
    },
    check: { context in
      let column = try context.column()
      let limit = try context.arguments.number("max_value")
      var condition: String?
      if let metric = context.arguments["metric"]?.string {
        let names = context.arguments["metric_column"]?.string ?? "metric"
        let quoted = context.sql.dialect.quote(try context.columns.named(names).name)
        condition = "\(quoted) = \(try context.sql.literal(metric))"
      }
      let worst = Measure.aggregate("max(\(column))\(context.filter(condition))")
      let bad = ["\(column) >= \(context.sql.literal(limit))", condition].compactMap(\.self)
        .joined(separator: " AND ")
      return Check(
        [worst],
        unexpected: .rows(
          condition: context.scoped(bad) ?? bad, columns: [try context.columnName()])
      ) { readings in
        let value = readings.value(0)
        return .value(
          ObservedValue(
            isMet: value.number.map { $0 < limit } ?? false, observed: value.plain, holdsData: true)
        )
      }
    })
}
