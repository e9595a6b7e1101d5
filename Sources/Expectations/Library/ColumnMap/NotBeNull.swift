extension ExpectationType {
  /// Success is a share of all rows: nothing is missing where missing is what is judged.
  static let columnValuesToNotBeNull = ExpectationType(
    "expect_column_values_to_not_be_null", aliases: ["not_null"], .completeness, .map,
    summary: "Every row has a value in the column.", parameters: [.column],
    sentence: { "\($0.name()) is never empty" },
    check: { context in
      try context.presenceCheck(
        unexpected: "\(try context.column()) IS NULL", native: { .missing($0) })
    })
}
