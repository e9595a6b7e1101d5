extension ExpectationType {
  static let multicolumnValuesToBeEqual = columnList(
    "expect_multicolumn_values_to_be_equal", .validity,
    summary: "All of the columns hold the same value in a row.",
    sentence: { "\($0.names("column_list")) are equal in every row" },
    predicate: { context, columns in
      columns.dropFirst().map { "(\(context.sql.isSame(columns[0], $0)))" }
        .joined(separator: " AND ")
    })
}
