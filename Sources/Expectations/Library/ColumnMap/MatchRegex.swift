extension ExpectationType {
  static let columnValuesToMatchRegex = columnMap(
    "expect_column_values_to_match_regex", .validity,
    summary: "Every value has a part that matches the regular expression.", parameters: [.regex],
    sentence: { "\($0.name()) matches `\($0.word("regex"))`" },
    isCostly: true,
    rule: { .match(try $0.arguments.text("regex")) },
    predicate: { try $0.sql.matches($1, $0.arguments.text("regex")) })
}
