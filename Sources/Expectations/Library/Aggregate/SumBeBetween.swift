extension ExpectationType {
  static let columnSumToBeBetween = columnAggregate(
    "expect_column_sum_to_be_between", .numeric,
    summary: "The sum of the values lies in the range.",
    subject: "the sum", parameters: .bounds(.number),
    measure: { try $0.aggregate(.sum, "sum", of: $1) })
}
