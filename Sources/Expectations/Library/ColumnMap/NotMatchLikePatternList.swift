extension ExpectationType {
  static let columnValuesToNotMatchLikePatternList = columnMap(
    "expect_column_values_to_not_match_like_pattern_list", .validity,
    summary: "No value matches any of the patterns of SQL's LIKE.",
    parameters: [.likePatternList, .escape],
    sentence: { "\($0.name()) is like none of \($0.members("like_pattern_list"))" },
    predicate: { context, column in
      try context.joined("like_pattern_list", by: " AND ") { pattern in
        "NOT (\(try context.like(column, pattern)))"
      }
    })
}
