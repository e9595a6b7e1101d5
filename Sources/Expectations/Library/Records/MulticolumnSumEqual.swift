import PlainData

extension ExpectationType {
  /// A row with a missing value has no sum, and is not unexpected.
  static let multicolumnSumToEqual = columnList(
    "expect_multicolumn_sum_to_equal", .numeric,
    summary: "The columns of a row add up to the total.",
    parameters: [.required("sum_total", .number, "The total.")],
    sentence: { "\($0.names("column_list")) add up to \($0.word("sum_total"))" },
    predicate: { context, columns in
      let total = try context.sql.literal(context.arguments.required("sum_total", \.self))
      return "\(columns.joined(separator: " + ")) = \(total)"
    })
}
