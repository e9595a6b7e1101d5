extension ExpectationType {
  /// The mean of the two middle values where their number is even.
  static let columnMedianToBeBetween = columnAggregate(
    "expect_column_median_to_be_between", .numeric, summary: "The median lies in the range.",
    subject: "the median",
    measure: { context, column in
      // PostgreSQL interpolates numbers only; a truth value is 0 or 1.
      let isFlag = try context.columnClass() == .boolean && !context.sql.isSQLite
      let value = isFlag ? "\(column)::integer" : column
      let median = Percentile(
        column: value, filter: context.filter(), fraction: 0.5, isContinuous: true)
      return (.percentile(median), .percentile(try context.columnName(), median))
    })
}
