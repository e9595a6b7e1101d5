import PlainData

extension ExpectationType {
  static let columnValuesToMatchRegexList = columnMap(
    "expect_column_values_to_match_regex_list", .validity,
    summary: "Every value matches one of the regular expressions, or all of them.",
    parameters: [.regexList, .matchOn],
    sentence: {
      "\($0.name()) matches \($0["match_on"]?.string ?? "any") of \($0.members("regex_list"))"
    },
    isCostly: true,
    predicate: { context, column in
      try context.joined("regex_list", by: context.matchWord) { pattern in
        try context.sql.matches(column, pattern)
      }
    })
}
