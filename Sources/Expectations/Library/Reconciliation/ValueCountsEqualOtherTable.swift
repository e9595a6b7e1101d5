import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// Missing values count as one value.
  static let columnValueCountsToEqualOtherTable = ExpectationType(
    "expect_column_value_counts_to_equal_other_table", aliases: ["cardinality_equality"],
    .reconciliation, .aggregate,
    summary: "Every value occurs as often as in a column of another relation.",
    parameters: [
      .column,
      .required("other_table", aliases: ["to"], .relation, "The other relation: ref(…)."),
      .required("other_column", aliases: ["field"], .text, "Its column."),
    ],
    sentence: {
      "every value of \($0.name()) occurs as often as in \($0.name("other_column")) of "
        + $0.word("other_table")
    },
    check: { context in
      let column = try context.column()
      let other = try context.relation(named: context.arguments.text("other_table"))
      let field = context.sql.dialect.quote(try context.arguments.text("other_column"))
      let both =
        "SELECT value, sum(own) AS own, sum(other) AS other FROM ("
        + "SELECT \(column) AS value, 1 AS own, 0 AS other FROM \(context.table)\(context.whereClause())"
        + " UNION ALL SELECT \(field), 0, 1 FROM \(context.sql.dialect.render(other))) AS rows_of_both"
        + " GROUP BY value HAVING sum(own) <> sum(other)"
      let count = Measure.query("SELECT count(*)\nFROM (\(both)) AS different", scans: 1)
      return Check([count], unexpected: .query(both + " ORDER BY value")) { readings in
        let different = readings.count(0)
        return .value(ObservedValue(isMet: different == 0, observed: .int(different)))
      }
    })
}
