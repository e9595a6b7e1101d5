import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// A row for which the expression is neither true nor false is not unexpected.
  static let expressionToBeTrue = ExpectationType(
    "expect_expression_to_be_true", aliases: ["expression_is_true"], .custom, .map,
    summary: "An SQL expression is true of every row.",
    parameters: [
      .required("expression", .text, "SQL of the relation's columns; after `column`, where given."),
      .optional(
        "column", aliases: ["column_name"], .column, "A column that the expression begins with."),
      .optional("columns", .columns(minimum: 1), "Columns that are shown of failing rows."),
    ],
    sentence: { arguments in
      let column = arguments["column"]?.string.map { "\($0) " } ?? ""
      return "`\(column)\(arguments.word("expression"))` is true of every row"
    },
    check: { context in
      let text = try context.arguments.text("expression")
      let column = context.arguments["column"] == nil ? nil : try context.column()
      let shown =
        try context.arguments["columns"] == nil
        ? (column == nil ? context.columns.map(\.name) : [context.columnName()])
        : context.columnNames("columns")
      // A line end, so that a comment at its end leaves the parenthesis alone.
      let expression = [column, text + "\n"].compactMap(\.self).joined(separator: " ")
      return context.rowCheck(
        present: context.count(), unexpected: "NOT (\(expression))", shows: shown)
    })
}
