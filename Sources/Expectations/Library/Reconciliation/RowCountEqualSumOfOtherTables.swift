import PlainData
import Warehouse

extension ExpectationType {
  /// Nothing is lost on the way: raw rows are typed rows and rejected rows.
  static let tableRowCountToEqualSumOfOtherTables = ExpectationType(
    "expect_table_row_count_to_equal_sum_of_other_tables", .reconciliation, .aggregate,
    summary: "The relation has as many rows as others have together.",
    parameters: [
      .required("other_tables", .relations, "The other relations: ref(…), source(…, …)."),
      .optional("tolerance", .integer, "The greatest difference that is put up with, default 0."),
    ],
    sentence: { "there are as many rows as in \($0.members("other_tables")) together" },
    check: { context in
      let others = try context.arguments.texts("other_tables")
      let counts = try others.map { other in
        Measure.query(
          "SELECT count(*) FROM "
            + context.sql.dialect.render(try context.relation(named: other)), scans: 0)
      }
      let tolerance = context.arguments["tolerance"]?.double ?? 0
      return Check([context.count()] + counts) { readings in
        let own = readings.count(0)
        let parts = others.indices.map { readings.count($0 + 1) }
        let difference = own - parts.reduce(0, +)
        return .value(
          ObservedValue(
            isMet: abs(Double(difference)) <= tolerance,
            observed: [
              "self": .int(own), "others": .list(parts.map { .int($0) }),
              "difference": .int(difference),
            ]))
      }
    })
}
