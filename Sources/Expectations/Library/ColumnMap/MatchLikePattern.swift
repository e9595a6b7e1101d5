extension ExpectationType {
  /// LIKE is the database's own: on SQLite it takes upper and lower case ASCII letters for the same.
  static let columnValuesToMatchLikePattern = columnMap(
    "expect_column_values_to_match_like_pattern", .validity,
    summary: "Every value matches the pattern of SQL's LIKE.", parameters: [.likePattern, .escape],
    sentence: { "\($0.name()) is like `\($0.word("like_pattern"))`" },
    predicate: { try $0.like($1, $0.arguments.text("like_pattern")) })
}
