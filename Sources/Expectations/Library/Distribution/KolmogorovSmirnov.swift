import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// Over the values of two columns, in the database: ties are taken together.
  static let columnKSStatisticToBeLessThan = ExpectationType(
    "expect_column_ks_statistic_to_be_less_than", .numeric, .aggregate,
    summary:
      "The Kolmogorov–Smirnov distance of the values and those of another relation is below the limit.",
    parameters: [
      .column, .comparedTable,
      .optional("other_column", .text, "The other relation's column, default of the same name."),
      .optional("threshold", .number, "The limit, default 0.1."),
    ],
    sentence: {
      "\($0.name()) is distributed as in \($0.word("other_table"))"
        + " (distance below \($0["threshold"]?.bare ?? "0.1"))"
    },
    check: { context in
      let column = try context.column()
      let other = context.sql.dialect.render(
        try context.relation(named: context.arguments.text("other_table")))
      let field = context.arguments["other_column"]?.string.map(context.sql.dialect.quote) ?? column
      let present = context.whereClause("\(column) IS NOT NULL")
      let counts =
        "SELECT x, sum(own) AS own, sum(other) AS other FROM (SELECT \(column) AS x, 1 AS own, 0 AS other"
        + " FROM \(context.table)\(present) UNION ALL SELECT \(field), 0, 1 FROM \(other)"
        + " WHERE \(field) IS NOT NULL) AS rows_of_both GROUP BY x"
      let query =
        "SELECT max(abs(own_share - other_share))\nFROM (SELECT"
        + " \(context.sql.double("sum(own) OVER (ORDER BY x)")) / nullif(sum(own) OVER (), 0) AS own_share,"
        + " \(context.sql.double("sum(other) OVER (ORDER BY x)")) / nullif(sum(other) OVER (), 0) AS other_share"
        + " FROM (\(counts)) AS counts) AS shares"
      let limit = context.arguments["threshold"]?.double ?? 0.1
      return Check([.query(query, scans: 1)]) { readings in
        let distance = readings.value(0).number
        return .value(
          ObservedValue(
            isMet: distance.map { $0 < limit } ?? false,
            observed: distance.map { .double($0) } ?? .null))
      }
    })
}
