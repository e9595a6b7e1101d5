import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// All rows of a word that is spelt in several ways are unexpected.
  static let columnValuesToHaveConsistentCasing = ExpectationType(
    "expect_column_values_to_have_consistent_casing", .validity, .map,
    summary: "No value occurs in two spellings that differ in upper and lower case only.",
    parameters: [
      .column,
      .optional("display_inconsistent_columns", .flag, "Accepted; failing rows are always shown."),
    ],
    sentence: { "\($0.name()) is spelt in one letter case" },
    check: { context in
      let column = try context.column()
      let present = context.whereClause("\(column) IS NOT NULL")
      let words =
        "SELECT lower(\(column)) AS word, sum(n) AS n FROM (SELECT \(column), count(*) AS n"
        + " FROM \(context.table)\(present) GROUP BY \(column)) AS spellings"
        + " GROUP BY lower(\(column)) HAVING count(*) > 1"
      let measure = Measure.query("SELECT coalesce(sum(n), 0)\nFROM (\(words)) AS words", scans: 1)
      let condition = "lower(\(column)) IN (SELECT word FROM (\(words)) AS words)"
      return Check(
        [context.count(), context.countPresent(column), measure],
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
