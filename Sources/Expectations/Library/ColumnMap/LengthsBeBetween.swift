extension ExpectationType {
  static let columnValueLengthsToBeBetween = columnMap(
    "expect_column_value_lengths_to_be_between", .validity,
    summary: "Every text has a length in the range, in characters.", parameters: .bounds(.integer),
    sentence: { "the length of \($0.name()) is \(Bounds($0).sentence)" },
    problems: Bounds.problemsWhereOneIsNeeded,
    rule: { Bounds($0.arguments).numbers.map { .length($0) } },
    predicate: { try Bounds($0.arguments).sql("length(\($1))", $0.sql) ?? "TRUE" })
}
