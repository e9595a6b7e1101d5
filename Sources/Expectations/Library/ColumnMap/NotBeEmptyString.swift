import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let columnValuesToNotBeEmptyString = columnMap(
    "expect_column_values_to_not_be_empty_string", aliases: ["not_empty_string"], .completeness,
    summary: "No text is empty; one of spaces only is empty, too.",
    parameters: [
      .optional(
        "trim_whitespace", .flag, "Whether a text of spaces counts as empty, default true.")
    ],
    sentence: { "\($0.name()) is never an empty text" },
    predicate: { context, column in
      let trims = context.arguments["trim_whitespace"]?.bool ?? true
      return "\(trims ? "trim(\(column))" : column) <> ''"
    })
}
