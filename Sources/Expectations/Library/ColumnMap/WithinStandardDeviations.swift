import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let columnValuesToBeWithinNStdevs = ExpectationType(
    "expect_column_values_to_be_within_n_stdevs", .numeric, .map,
    summary: "Every value is at most so many standard deviations from the mean.",
    parameters: [
      .column,
      .optional("sigma_threshold", .number, "Standard deviations from the mean, default 3."),
    ],
    sentence: {
      "\($0.name()) is within \($0["sigma_threshold"]?.bare ?? "3") standard deviations of its mean"
    },
    check: { context in
      let column = try context.column()
      let mean = PriorAggregate(sql: "avg(\(column))\(context.filter())")
      let deviation = PriorAggregate(sql: "stddev_samp(\(column))\(context.filter())")
      let limit = context.sql.literal(context.arguments["sigma_threshold"]?.double ?? 3)
      return try context.dependentMap(
        "abs(\(column) - (\(mean.reference))) <= \(limit) * \(deviation.reference)",
        priors: [mean, deviation])
    })
}
