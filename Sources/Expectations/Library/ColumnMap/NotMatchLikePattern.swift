extension ExpectationType {
  static let columnValuesToNotMatchLikePattern = columnMap(
    "expect_column_values_to_not_match_like_pattern", .validity,
    summary: "No value matches the pattern of SQL's LIKE.", parameters: [.likePattern, .escape],
    sentence: { "\($0.name()) is not like `\($0.word("like_pattern"))`" },
    predicate: { "NOT (\(try $0.like($1, $0.arguments.text("like_pattern"))))" })
}
