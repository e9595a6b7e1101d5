extension ExpectationType {
  /// The mean of the two middle values where their number is even.
  static let columnMedianToBeBetween = columnAggregate(
    "expect_column_median_to_be_between", .numeric, summary: "The median lies in the range.",
    subject: "the median", native: .median,
    value: { context, column in
      // PostgreSQL interpolates numbers only; a truth value is 0 or 1.
      let isFlag = try context.columnClass() == .boolean && !context.sql.isSQLite
      let value = isFlag ? "\(column)::integer" : column
      return context.sql.continuousPercentile(value, 0.5, filter: context.filter())
    })
}
