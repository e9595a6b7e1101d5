extension ExpectationType {
  static let columnDistinctValuesToEqualSet = ExpectationType(
    "expect_column_distinct_values_to_equal_set", .uniqueness, .aggregate,
    summary: "The distinct values are the members of the set, no more and no fewer.",
    parameters: [.column, .valueSet(mayBeEmpty: false)],
    sentence: { "the distinct values of \($0.name()) are \($0.members("value_set"))" },
    check: { try $0.distinctValues(forbidsOthers: true, requiresAll: true) })
}
