import PlainData

extension ExpectationType {
  /// Rows of a table have no order of their own: `order_by` states it, in each group of `group_by`.
  static func monotonic(_ name: String, word: String, comparison: String) -> ExpectationType {
    ExpectationType(
      name, .timeSeries, .map,
      summary: "In the order stated, every value \(word) from the one before.",
      parameters: [
        .column, .required("order_by", .columns(minimum: 1), "Columns that order the rows."),
        .optional("group_by", .columns(minimum: 1), "Columns of series that are judged apart."),
        .optional("strictly", .flag, "Whether equal neighbours are unexpected, default false."),
      ],
      sentence: { "\($0.name()) \(word) along \($0.names("order_by"))" },
      check: { context in
        let column = try context.column()
        let strictness = context.arguments.flag("strictly") ? "" : "="
        return try context.neighbourCheck(
          orderedBy: context.columnList("order_by"),
          groups: context.arguments["group_by"] == nil ? [] : context.columnList("group_by"),
          value: column, judged: "\(column) IS NOT NULL",
          predicate: "this_value \(comparison)\(strictness) previous_value",
          shows: context.columnNames("order_by") + [context.columnName()])
      })
  }
}
