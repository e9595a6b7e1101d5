import PlainData
import Warehouse

extension ExpectationType {
  static let columnValuesToExistInOtherTable = ExpectationType(
    "expect_column_values_to_exist_in_other_table",
    aliases: ["relationships", "relationships_where"],
    .reconciliation, .map, summary: "Every value is found in a column of another relation.",
    parameters: [
      .column,
      .required(
        "other_table", aliases: ["to"], .relation, "The relation that holds the values: ref(…)."),
      .required("other_column", aliases: ["field"], .text, "Its column."),
      .optional("from_condition", .text, "SQL that rows must meet to be looked at."),
      .optional("to_condition", .text, "SQL that rows of the other relation must meet."),
    ],
    sentence: {
      "\($0.name()) is found in \($0.name("other_column")) of \($0.word("other_table"))"
    },
    check: { context in
      let context = context.narrowed(to: context.arguments["from_condition"]?.string)
      let column = try context.column()
      let parent = try context.relation(named: context.arguments.text("other_table"))
      let field = context.sql.dialect.quote(try context.arguments.text("other_column"))
      let parents =
        "SELECT DISTINCT \(field) AS \"parent key\" FROM "
        + context.sql.dialect.render(parent)
        + (context.arguments["to_condition"]?.string.map { " WHERE \($0)\n" } ?? "")
      let present = context.whereClause("\(column) IS NOT NULL")
      let orphans = Measure.query(
        "SELECT count(*)\nFROM (SELECT \(column) AS child FROM \(context.table)\(present)) AS children"
          + "\nLEFT JOIN (\(parents)) AS parents ON \"parent key\" = child"
          + "\nWHERE \"parent key\" IS NULL", scans: 1)
      let condition =
        "\(column) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM (\(parents)) AS parents"
        + " WHERE \"parent key\" = \(column))"
      return Check(
        [context.count(), context.countPresent(column), orphans],
        unexpected: .rows(
          condition: context.scoped(condition) ?? condition, columns: [try context.columnName()])
      ) { readings in
        .rows(
          RowCounts(
            elements: readings.count(0), missing: readings.count(0) - readings.count(1),
            unexpected: readings.count(2)))
      }
    })
}
