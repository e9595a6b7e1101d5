extension ExpectationType {
  /// A value on one side only cannot be compared, and is not unexpected.
  static let columnPairValuesAToBeGreaterThanB = columnPair(
    "expect_column_pair_values_a_to_be_greater_than_b", .validity,
    summary: "The first column is greater than the second.",
    parameters: [.optional("or_equal", .flag, "Whether equal values are expected, too.")],
    sentence: {
      "\($0.name("column_A")) is \($0.flag("or_equal") ? "at least" : "greater than") "
        + $0.name("column_B")
    },
    predicate: { context, a, b in
      context.arguments.flag("or_equal")
        ? "\(a) >= \(b) OR (\(a) IS NULL AND \(b) IS NULL)" : "\(a) > \(b)"
    })
}
