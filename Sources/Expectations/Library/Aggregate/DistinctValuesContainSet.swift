extension ExpectationType {
  static let columnDistinctValuesToContainSet = ExpectationType(
    "expect_column_distinct_values_to_contain_set", .uniqueness, .aggregate,
    summary: "Every member of the set occurs.",
    parameters: [.column, .valueSet(mayBeEmpty: false)],
    sentence: { "all of \($0.members("value_set")) occur in \($0.name())" },
    check: { try $0.distinctValues(forbidsOthers: false, requiresAll: true) })
}
