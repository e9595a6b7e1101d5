import PlainData

extension ExpectationType {
  static let tableColumnCountToEqual = ExpectationType(
    "expect_table_column_count_to_equal", .schema, .table,
    summary: "The relation has exactly so many columns.",
    parameters: [.required("value", .integer, "The number of columns.")],
    sentence: { "there are \($0.word("value")) columns" },
    check: { context in
      let count = context.columns.count
      return Check(
        known: .catalog(
          isMet: Double(count) == (try context.arguments.number("value")), observed: .int(count)))
    })
}
