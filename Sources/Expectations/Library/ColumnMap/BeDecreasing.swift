extension ExpectationType {
  static let columnValuesToBeDecreasing = monotonic(
    "expect_column_values_to_be_decreasing", word: "falls", comparison: "<")
}
