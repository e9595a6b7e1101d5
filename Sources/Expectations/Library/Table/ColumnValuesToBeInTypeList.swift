extension ExpectationType {
  static let columnValuesToBeInTypeList = ExpectationType(
    "expect_column_values_to_be_in_type_list", .schema, .table,
    summary: "The column is declared with one of the types.",
    parameters: [
      .column, .required("type_list", .texts, "Names of types."), .unusedMostly,
    ],
    sentence: { "\($0.name()) has one of the types \($0.members("type_list"))" },
    check: { try $0.typeCheck($0.arguments.texts("type_list")) })
}
