import PlainData

extension ExpectationType {
  static let columnValuesToNotBeOutliers = ExpectationType(
    "expect_column_values_to_not_be_outliers", .numeric, .map,
    summary: "Every value is near the quartiles (`iqr`) or the mean (`std`).",
    parameters: [
      .column,
      .optional("method", .choice(["iqr", "std"]), "How far is told, default iqr."),
      .optional(
        "multiplier", .number, "Interquartile ranges or standard deviations, default 1.5."),
    ],
    sentence: {
      "\($0.name()) is within \($0["multiplier"]?.bare ?? "1.5") "
        + ($0["method"]?.string == "std" ? "standard deviations" : "interquartile ranges")
    },
    check: { context in
      let multiplier = context.sql.literal(context.arguments["multiplier"]?.double ?? 1.5)
      return context.arguments["method"]?.string == "std"
        ? try context.deviationOutliers(multiplier) : try context.quartileOutliers(multiplier)
    })
}

extension CheckContext {
  /// Inclusive, by quartiles interpolated between neighbours.
  fileprivate func quartileOutliers(_ multiplier: String) throws -> Check {
    let column = try column()
    let quartiles = [0.25, 0.75].map { fraction in
      Percentile(column: column, filter: filter(), fraction: fraction, isContinuous: true)
    }
    let low = PriorAggregate(sql: sql.percentile(quartiles[0], among: quartiles))
    let high = PriorAggregate(sql: sql.percentile(quartiles[1], among: quartiles))
    let reach = "\(multiplier) * (\(high.reference) - \(low.reference))"
    return try dependentMap(
      "\(column) >= \(low.reference) - \(reach) AND \(column) <= \(high.reference) + \(reach)",
      priors: [low, high])
  }

  /// Exclusive; where the reach is nothing, only the mean itself is no outlier.
  fileprivate func deviationOutliers(_ multiplier: String) throws -> Check {
    let column = try column()
    let mean = PriorAggregate(sql: "avg(\(column))\(filter())")
    let deviation = PriorAggregate(sql: "stddev_samp(\(column))\(filter())")
    let reach = "\(multiplier) * \(deviation.reference)"
    return try dependentMap(
      "CASE WHEN \(reach) > 0 THEN abs(\(column) - (\(mean.reference))) < \(reach)"
        + " ELSE \(column) = \(mean.reference) END",
      priors: [mean, deviation])
  }
}
