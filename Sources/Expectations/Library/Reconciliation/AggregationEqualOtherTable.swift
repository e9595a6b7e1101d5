import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// Groups that only one of both has are unexpected.
  static let tableAggregationToEqualOtherTable = ExpectationType(
    "expect_table_aggregation_to_equal_other_table", .reconciliation, .map,
    summary: "An aggregate of the relation equals one of another, group by group where asked.",
    parameters: [
      .required("expression", .text, "The aggregate: sum(kwh)."), .comparedTable,
      .optional("compare_expression", .text, "The other's aggregate, default the same."),
      .optional("group_by", .texts, "Expressions of the groups; none for one number."),
      .optional("compare_group_by", .texts, "The other's, default the same."),
      .optional("compare_row_condition", .text, "SQL that the other's rows must meet."),
      .optional("tolerance", .number, "The greatest difference, default 0."),
      .optional("tolerance_percent", .number, "The same in percent of the other's, default 0."),
    ],
    sentence: {
      "`\($0.word("expression"))` equals `\($0["compare_expression"]?.bare ?? $0.word("expression"))`"
        + " of \($0.word("other_table"))"
    },
    check: { try $0.comparedAggregates() })
}

extension CheckContext {
  fileprivate func comparedAggregates() throws -> Check {
    let other = try relation(named: arguments.text("other_table"))
    let expression = try arguments.text("expression")
    let keys = arguments["group_by"] == nil ? [] : try arguments.texts("group_by")
    let otherKeys =
      arguments["compare_group_by"] == nil ? keys : try arguments.texts("compare_group_by")
    guard keys.count == otherKeys.count else {
      throw Diagnostic(
        code: "argument-out-of-range", "`group_by` and `compare_group_by` are not of one length",
        at: arguments.span(of: "compare_group_by"))
    }
    let own = grouped(expression, by: keys, "own", "FROM \(table)\(whereClause())")
    let condition = arguments["compare_row_condition"]?.string.map { " WHERE \($0)\n" } ?? ""
    let compared = grouped(
      arguments["compare_expression"]?.string ?? expression, by: otherKeys, "other",
      "FROM \(sql.dialect.render(other))\(condition)")
    let names = keys.indices.map { "k\($0)" }
    let join =
      names.isEmpty
      ? "1 = 1" : names.map { sql.isSame("a.\($0)", "b.\($0)") }.joined(separator: " AND ")
    // PostgreSQL joins fully on equality only: each side is joined to the keys of both.
    let list = names.isEmpty ? "1 AS one" : names.joined(separator: ", ")
    let shown = names.map { "keys.\($0)" } + ["a.own", "b.other"]
    let pairs =
      "WITH a AS (\(own)), b AS (\(compared)), keys AS (SELECT \(list) FROM a UNION SELECT \(list) FROM b)"
      + "\nSELECT \(shown.joined(separator: ", ")) FROM keys"
      + " LEFT JOIN a ON \(join.replacing("b.", with: "keys."))"
      + " LEFT JOIN b ON \(join.replacing("a.", with: "keys."))"
    let different = "NOT coalesce(\(try isNear()), own IS NULL AND other IS NULL)"
    return Check(
      [
        .query(
          "SELECT count(*), count(*) FILTER (WHERE \(different))\nFROM (\(pairs)) AS pairs",
          scans: 1)
      ],
      unexpected: .query("SELECT * FROM (\(pairs)) AS pairs WHERE \(different)")
    ) { readings in
      let row = (readings.table(0).rows.first ?? []).map { $0.integer ?? 0 }
      guard row.count == 2 else { throw Readings.Unreadable() }
      return .rows(RowCounts(elements: row[0], missing: 0, unexpected: row[1]))
    }
  }

  private func grouped(_ expression: String, by keys: [String], _ name: String, _ rows: String)
    -> String
  {
    let columns = keys.enumerated().map { "\($1) AS k\($0)" } + ["\(expression) AS \(name)"]
    let group = keys.isEmpty ? "" : " GROUP BY \(keys.joined(separator: ", "))"
    return "SELECT \(columns.joined(separator: ", ")) \(rows)\(group)"
  }

  private func isNear() throws -> String {
    let absolute = arguments["tolerance"]?.double ?? 0
    let share = (arguments["tolerance_percent"]?.double ?? 0) / 100
    if absolute == 0, share == 0 { return "own = other" }
    let larger = sql.isSQLite ? "max" : "greatest"
    return "abs(own - other) <= \(larger)(\(absolute), \(share) * abs(other))"
  }
}
