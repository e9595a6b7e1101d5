extension ExpectationType {
  static let columnValuesToBeNull = ExpectationType(
    "expect_column_values_to_be_null", .completeness, .map,
    summary: "No row has a value in the column.", parameters: [.column],
    sentence: { "\($0.name()) is always empty" },
    check: { context in
      try context.presenceCheck(
        unexpected: "\(try context.column()) IS NOT NULL", native: { .present($0) })
    })
}
