extension ExpectationType {
  static let columnStdevToBeBetween = columnAggregate(
    "expect_column_stdev_to_be_between", .numeric,
    summary: "The sample standard deviation lies in the range.",
    subject: "the sample standard deviation", parameters: .bounds(.number),
    measure: { try $0.aggregate(.deviation, "stddev_samp", of: $1) })
}
