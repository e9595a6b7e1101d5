import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// Rows as a set, in both directions; equal rows are counted once, as in dbt-utils.
  static let tableToEqualOtherTable = ExpectationType(
    "expect_table_to_equal_other_table", aliases: ["equality"], .reconciliation, .aggregate,
    summary: "Both relations have the same rows.",
    parameters: [
      .comparedTable,
      .optional(
        "compare_columns", .columns(minimum: 1), "Columns that are compared, default all."),
      .optional("exclude_columns", .columns(minimum: 1), "Columns that are not."),
    ],
    sentence: { "rows are those of \($0.word("other_table"))" },
    check: { context in
      let other = context.sql.dialect.render(
        try context.relation(named: context.arguments.text("other_table")))
      let list = try context.comparedColumns().joined(separator: ", ")
      let here = "SELECT \(list) FROM \(context.table)\(context.whereClause())"
      let there = "SELECT \(list) FROM \(other)"
      let differences =
        "SELECT 'only here' AS difference, * FROM (\(here) EXCEPT \(there)) AS own"
        + " UNION ALL SELECT 'missing here', * FROM (\(there) EXCEPT \(here)) AS others"
      let count = Measure.query(
        "SELECT count(*)\nFROM (\(differences)) AS differences", scans: 2)
      return Check([count], unexpected: .query(differences + " ORDER BY 1, 2")) { readings in
        let rows = readings.count(0)
        return .value(ObservedValue(isMet: rows == 0, observed: .int(rows)))
      }
    })
}

extension CheckContext {
  fileprivate func comparedColumns() throws(Diagnostic) -> [String] {
    if arguments["compare_columns"] != nil { return try columnList("compare_columns") }
    let excluded = arguments["exclude_columns"] == nil ? [] : try columnNames("exclude_columns")
    return columns.map(\.name).filter { !excluded.contains($0) }.map(sql.dialect.quote)
  }
}
