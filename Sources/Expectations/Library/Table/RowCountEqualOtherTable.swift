import PlainData
import Warehouse

extension ExpectationType {
  static let tableRowCountToEqualOtherTable = ExpectationType(
    "expect_table_row_count_to_equal_other_table", aliases: ["equal_rowcount"],
    .reconciliation, .aggregate,
    summary: "The relation has as many rows as another.",
    parameters: [
      .required(
        "other_table_name", aliases: ["other_table", "compare_model"], .relation,
        "The other relation.")
    ],
    sentence: { "there are as many rows as in \($0.word("other_table_name"))" },
    check: { context in
      let other = try context.relation(named: context.arguments.text("other_table_name"))
      let otherCount = Measure.query(
        "SELECT count(*) FROM \(context.sql.dialect.render(other))", scans: 0)
      return Check([context.count(), otherCount]) { readings in
        let (own, other) = (readings.count(0), readings.count(1))
        return .value(
          ObservedValue(
            isMet: own == other, observed: ["self": .int(own), "other": .int(other)]))
      }
    })
}
