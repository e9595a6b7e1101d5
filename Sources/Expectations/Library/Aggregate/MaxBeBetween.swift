extension ExpectationType {
  static let columnMaxToBeBetween = columnAggregate(
    "expect_column_max_to_be_between", .numeric, summary: "The greatest value lies in the range.",
    subject: "the greatest value", parameters: .bounds(.bound),
    measure: { try $0.aggregate(.maximum, "max", of: $1) })
}
