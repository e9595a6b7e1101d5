import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let tableColumnCountToEqualOtherTable = ExpectationType(
    "expect_table_column_count_to_equal_other_table", .reconciliation, .table,
    summary: "The relation has as many columns as another.", parameters: [.comparedTable],
    sentence: { "there are as many columns as in \($0.word("other_table"))" },
    check: { context in
      let other = try context.relation(named: context.arguments.text("other_table"))
      let header = Measure.query(
        "SELECT * FROM \(context.sql.dialect.render(other)) WHERE 1 = 0", scans: 0)
      let own = context.columns.count
      return Check([header]) { readings in
        let other = readings.table(0).columns.count
        return .value(
          ObservedValue(isMet: own == other, observed: ["self": .int(own), "other": .int(other)]))
      }
    })
}
