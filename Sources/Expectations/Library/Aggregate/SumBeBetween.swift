extension ExpectationType {
  static let columnSumToBeBetween = columnAggregate(
    "expect_column_sum_to_be_between", .numeric,
    summary: "The sum of the values lies in the range.",
    subject: "the sum", parameters: .bounds(.number), native: .sum,
    value: { "sum(\($1))\($0.filter())" })
}
