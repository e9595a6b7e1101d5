import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let columnDistinctCountToEqualOtherTable = ExpectationType(
    "expect_column_distinct_count_to_equal_other_table", .reconciliation, .aggregate,
    summary: "The column has as many distinct values as one of another relation.",
    parameters: [
      .column,
      .required(
        "other_table", aliases: ["compare_model", "to"], .relation, "The other relation: ref(…)."),
      .required(
        "other_column", aliases: ["compare_column_name", "field"], .text, "Its column."),
    ],
    sentence: {
      "\($0.name()) has as many distinct values as \($0.name("other_column")) of "
        + $0.word("other_table")
    },
    check: { context in
      let other = try context.relation(named: context.arguments.text("other_table"))
      let field = context.sql.dialect.quote(try context.arguments.text("other_column"))
      let groups = context.grouping([try context.column()])
      return Check([
        .grouped(groups, "count(*)"),
        .query(
          "SELECT count(DISTINCT \(field)) FROM \(context.sql.dialect.render(other))", scans: 0),
      ]) { readings in
        let (own, other) = (readings.count(0), readings.count(1))
        return .value(
          ObservedValue(isMet: own == other, observed: ["self": .int(own), "other": .int(other)]))
      }
    })
}
