extension ExpectationType {
  static let columnValuesToNotMatchRegexList = columnMap(
    "expect_column_values_to_not_match_regex_list", .validity,
    summary: "No value matches any of the regular expressions.", parameters: [.regexList],
    sentence: { "\($0.name()) matches none of \($0.members("regex_list"))" },
    isCostly: true,
    predicate: { context, column in
      try context.joined("regex_list", by: " AND ") { pattern in
        "NOT (\(try context.sql.matches(column, pattern)))"
      }
    })
}
