import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let tableRowCountToBeLessThanOtherTable = ExpectationType(
    "expect_table_row_count_to_be_less_than_other_table", aliases: ["fewer_rows_than"],
    .reconciliation, .aggregate, summary: "The relation has fewer rows than another.",
    parameters: [.comparedTable],
    sentence: { "there are fewer rows than in \($0.word("other_table"))" },
    check: { try $0.comparedCounts { own, other in own < other } })

  static let tableRowCountToEqualOtherTableTimesFactor = ExpectationType(
    "expect_table_row_count_to_equal_other_table_times_factor", .reconciliation, .aggregate,
    summary: "The relation has so many times as many rows as another.",
    parameters: [.comparedTable, .required("factor", .number, "How many times.")],
    sentence: {
      "there are \($0.word("factor")) times as many rows as in \($0.word("other_table"))"
    },
    check: { context in
      let factor = try context.arguments.number("factor")
      return try context.comparedCounts { own, other in Double(own) == factor * Double(other) }
    })
}

extension Parameter {
  static let comparedTable = required(
    "other_table", aliases: ["compare_model", "other_table_name"], .relation,
    "The other relation: ref(…).")
}

extension CheckContext {
  fileprivate func comparedCounts(_ isMet: @escaping @Sendable (Int, Int) -> Bool) throws -> Check {
    let other = try relation(named: arguments.text("other_table"))
    let count = Measure.query("SELECT count(*) FROM \(sql.dialect.render(other))", scans: 0)
    return Check([self.count(), count]) { readings in
      let (own, other) = (readings.count(0), readings.count(1))
      return .value(
        ObservedValue(
          isMet: isMet(own, other), observed: ["self": .int(own), "other": .int(other)]))
    }
  }
}
