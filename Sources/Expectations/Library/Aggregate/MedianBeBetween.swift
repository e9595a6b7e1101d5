extension ExpectationType {
  /// The mean of the two middle values where their number is even.
  static let columnMedianToBeBetween = columnAggregate(
    "expect_column_median_to_be_between", .numeric, summary: "The median lies in the range.",
    subject: "the median",
    value: { $0.sql.continuousPercentile($1, 0.5, filter: $0.filter()) })
}
