extension ExpectationType {
  static let columnValuesToNotMatchRegex = columnMap(
    "expect_column_values_to_not_match_regex", .validity,
    summary: "No value has a part that matches the regular expression.", parameters: [.regex],
    sentence: { "\($0.name()) does not match `\($0.word("regex"))`" },
    isCostly: true,
    rule: { .noMatch(try $0.arguments.text("regex")) },
    predicate: { "NOT (\(try $0.sql.matches($1, $0.arguments.text("regex"))))" })
}
