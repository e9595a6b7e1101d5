import PlainData

extension ExpectationType {
  static let columnValuesToBeOfType = ExpectationType(
    "expect_column_values_to_be_of_type", .schema, .table,
    summary: "The column is declared with the type; null for any.",
    parameters: [.column, .required("type_", .text, "The name of the type: `BIGINT`.")]
      + [.unusedMostly],
    sentence: { "\($0.name()) has the type \($0.word("type_"))" },
    check: { try $0.typeCheck([$0.arguments.text("type_")]) })
}

extension Parameter {
  /// The catalog knows one type for all values.
  static let unusedMostly = optional(
    "mostly", .number, "Accepted; a declared type holds of all values.")
}
