extension ExpectationType {
  static let columnMinToBeBetween = columnAggregate(
    "expect_column_min_to_be_between", .numeric, summary: "The smallest value lies in the range.",
    subject: "the smallest value", parameters: .bounds(.bound),
    measure: { try $0.aggregate(.minimum, "min", of: $1) })
}
