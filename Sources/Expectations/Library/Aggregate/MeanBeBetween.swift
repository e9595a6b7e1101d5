extension ExpectationType {
  static let columnMeanToBeBetween = columnAggregate(
    "expect_column_mean_to_be_between", .numeric,
    summary: "The mean of the values lies in the range.",
    subject: "the mean", parameters: .bounds(.number),
    measure: { try $0.aggregate(.mean, "avg", of: $1) })
}
