extension ExpectationType {
  static let columnMinToBeBetween = columnAggregate(
    "expect_column_min_to_be_between", .numeric, summary: "The smallest value lies in the range.",
    subject: "the smallest value", parameters: .bounds(.bound), native: .minimum,
    value: { "min(\($1))\($0.filter())" })
}
