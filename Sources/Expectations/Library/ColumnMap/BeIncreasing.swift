extension ExpectationType {
  static let columnValuesToBeIncreasing = monotonic(
    "expect_column_values_to_be_increasing", word: "grows", comparison: ">")
}
