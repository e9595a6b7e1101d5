import PlainData

extension ExpectationType {
  static let columnPairValuesToBeInSet = columnPair(
    "expect_column_pair_values_to_be_in_set", .validity,
    summary: "The two values are one of the pairs.",
    parameters: [
      .required("value_pairs_set", .tuples(width: 2), "Pairs; null stands for a missing value.")
    ],
    sentence: {
      "\($0.name("column_A")) and \($0.name("column_B")) are one of "
        + $0.members("value_pairs_set")
    },
    predicate: { context, a, b in
      let pairs = (context.arguments["value_pairs_set"]?.list ?? []).compactMap(\.list)
      let parts = try pairs.map { pair in
        "(\(try context.equals(a, pair[0])) AND \(try context.equals(b, pair[1])))"
      }
      return parts.joined(separator: " OR ")
    })
}

extension CheckContext {
  fileprivate func equals(_ column: String, _ value: PlainValue) throws -> String {
    value.isNull ? "\(column) IS NULL" : "\(column) = \(try sql.literal(value))"
  }
}
