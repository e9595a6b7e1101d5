extension ExpectationType {
  static let columnTypeToBe = ExpectationType(
    "expect_column_type_to_be", .schema, .table, summary: "The column is declared with the type.",
    parameters: [.column, .required("type_", .text, "The name of the type: `BIGINT`.")],
    sentence: { "\($0.name()) has the type \($0.word("type_"))" },
    check: { try $0.typeCheck([$0.arguments.text("type_")]) })
}
