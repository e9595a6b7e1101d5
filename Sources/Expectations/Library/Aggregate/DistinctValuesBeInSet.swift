extension ExpectationType {
  static let columnDistinctValuesToBeInSet = ExpectationType(
    "expect_column_distinct_values_to_be_in_set", .uniqueness, .aggregate,
    summary: "The distinct values are all members of the set.",
    parameters: [.column, .valueSet(mayBeEmpty: false)],
    sentence: { "the distinct values of \($0.name()) are among \($0.members("value_set"))" },
    check: { try $0.distinctValues(forbidsOthers: true, requiresAll: false) })
}
