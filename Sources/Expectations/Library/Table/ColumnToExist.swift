import PlainData
import Warehouse

extension ExpectationType {
  /// The column is a text here: one that does not exist is data that are bad, not a mistake.
  static let columnToExist = ExpectationType(
    "expect_column_to_exist", .schema, .table, summary: "The relation has the column.",
    parameters: [
      .required("column", aliases: ["column_name"], .text, "The name of the column."),
      .optional("column_index", .integer, "Its place, from 0."),
    ],
    sentence: { "there is a column \($0.name())" },
    check: { context in
      let name = context.arguments["column"]?.string ?? ""
      let names = context.columns.map(\.name)
      // PostgreSQL folds names without quotes.
      let folded =
        context.sql.isSQLite ? nil : names.firstIndex(where: ColumnWording(text: name).means)
      let index = names.firstIndex(of: name) ?? folded
      let wanted = context.arguments["column_index"]?.double
      let isInPlace = wanted == nil || wanted == index.map { Double($0) }
      return Check(known: .catalog(isMet: index != nil && isInPlace, observed: .null))
    })
}
