import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let columnMetricToBeUsual = ExpectationType(
    "expect_column_metric_to_be_usual", .anomaly, .aggregate,
    summary: "A number measured of the column is near those of earlier runs.",
    parameters: [
      .column,
      .required(
        "metric",
        .choice(["mean", "sum", "min", "max", "stdev", "null_share", "distinct_count"]),
        "What is measured."),
    ] + .usual,
    sentence: { "the \($0.word("metric").replacing("_", with: " ")) of \($0.name()) is as usual" },
    check: { context in
      let column = try context.column()
      switch try context.arguments.text("metric") {
      case "null_share":
        return try context.usual([context.count(), context.countPresent(column)]) { readings in
          let all = readings.count(0)
          return all == 0 ? nil : Double(all - readings.count(1)) / Double(all)
        }
      case "distinct_count":
        let groups = context.grouping([column])
        return try context.usual([.grouped(groups, "count(*)")]) { $0.value(0).number }
      case let metric:
        let function = ["mean": "avg", "stdev": "stddev_samp"][metric] ?? metric
        return try context.usual([.aggregate("\(function)(\(column))\(context.filter())")]) {
          $0.value(0).number
        }
      }
    })
}
