extension ExpectationType {
  /// A value on one side only is unexpected.
  static let columnPairValuesToBeEqual = columnPair(
    "expect_column_pair_values_to_be_equal", .validity,
    summary: "Both columns hold the same value.",
    sentence: { "\($0.name("column_A")) equals \($0.name("column_B"))" },
    predicate: { _, a, b in "\(a) = \(b) AND NOT (\(a) IS NULL OR \(b) IS NULL)" })
}
