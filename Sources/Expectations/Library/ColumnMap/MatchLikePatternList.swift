import PlainData

extension ExpectationType {
  static let columnValuesToMatchLikePatternList = columnMap(
    "expect_column_values_to_match_like_pattern_list", .validity,
    summary: "Every value matches one of the patterns of SQL's LIKE, or all of them.",
    parameters: [.likePatternList, .matchOn, .escape],
    sentence: {
      "\($0.name()) is like \($0["match_on"]?.string ?? "any") of "
        + $0.members("like_pattern_list")
    },
    predicate: { context, column in
      try context.joined("like_pattern_list", by: context.matchWord) { pattern in
        try context.like(column, pattern)
      }
    })
}
