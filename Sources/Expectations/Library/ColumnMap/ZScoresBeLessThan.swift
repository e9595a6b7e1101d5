extension ExpectationType {
  /// A column without spread has no z-scores: nothing is unexpected.
  static let columnValueZScoresToBeLessThan = ExpectationType(
    "expect_column_value_z_scores_to_be_less_than", .numeric, .map,
    summary: "Every value is less than so many standard deviations from the mean.",
    parameters: [
      .column, .required("threshold", .number, "Standard deviations from the mean."),
      .required("double_sided", .flag, "Whether values far below the mean count, too."),
    ],
    sentence: {
      "\($0.name()) is less than \($0.word("threshold")) standard deviations "
        + ($0.flag("double_sided") ? "from" : "above") + " its mean"
    },
    check: { context in
      let column = try context.column()
      let mean = PriorAggregate(sql: "avg(\(column))\(context.filter())")
      let deviation = PriorAggregate(sql: "stddev_samp(\(column))\(context.filter())")
      let score = "(\(column) - (\(mean.reference))) / nullif(\(deviation.reference), 0)"
      let threshold = try context.arguments.number("threshold")
      let isTwoSided = context.arguments.flag("double_sided")
      let limit = context.sql.literal(isTwoSided ? abs(threshold) : threshold)
      let predicate = isTwoSided ? "abs(\(score)) < \(limit)" : "\(score) < \(limit)"
      return try context.dependentMap(predicate, priors: [mean, deviation])
    })
}
