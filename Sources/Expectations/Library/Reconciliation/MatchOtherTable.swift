import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// Key by key, in the database: rows that only one of both has, and rows whose columns differ.
  static let tableToMatchOtherTable = ExpectationType(
    "expect_table_to_match_other_table", .reconciliation, .map,
    summary: "Both relations have the same keys, and the same values at each of them.",
    parameters: [
      .comparedTable,
      .required(
        "key_columns", .columns(minimum: 1), "Columns that identify a row in both relations."),
      .optional(
        "compare_columns", .columns(minimum: 1), "Columns that must be equal; none for keys only."),
      .optional("tolerance", .number, "The greatest difference of numbers, default 0."),
    ],
    sentence: {
      "rows are those of \($0.word("other_table")), key by key"
    },
    check: { try $0.comparedRows() })
}

extension CheckContext {
  fileprivate func comparedRows() throws -> Check {
    let other = sql.dialect.render(try relation(named: arguments.text("other_table")))
    let keys = try columnList("key_columns")
    let values = arguments["compare_columns"] == nil ? [] : try columnList("compare_columns")
    let join = keys.map { "a.\($0) = b.\($0)" }.joined(separator: " AND ")
    let key = keys[0]
    let different = try values.map { "NOT (\(try isSame("a.\($0)", "b.\($0)")))" }
    let kinds =
      "CASE WHEN b.\(key) IS NULL THEN 'only here' WHEN a.\(key) IS NULL THEN 'missing here'"
      + (different.isEmpty ? "" : " WHEN \(different.joined(separator: " OR ")) THEN 'different'")
      + " END"
    let shown =
      keys.map { "coalesce(a.\($0), b.\($0)) AS \($0)" }
      + ["\(kinds) AS difference"]
      + values.flatMap {
        [
          "a.\($0) AS \($0)", "b.\($0) AS \(sql.dialect.quote("other " + $0.unquotedName))",
        ]
      }
    let pairs =
      "SELECT \(shown.joined(separator: ", ")) FROM (SELECT * FROM \(table)\(whereClause())) AS a"
      + " FULL JOIN \(other) AS b ON \(join)"
    return Check(
      [
        .query("SELECT count(*), count(difference)\nFROM (\(pairs)) AS pairs", scans: 1)
      ],
      unexpected: .query(
        "SELECT * FROM (\(pairs)) AS pairs WHERE difference IS NOT NULL ORDER BY "
          + keys.joined(separator: ", "))
    ) { readings in
      let row = (readings.table(0).rows.first ?? []).map { $0.integer ?? 0 }
      guard row.count == 2 else { throw Readings.Unreadable() }
      return .rows(RowCounts(elements: row[0], missing: 0, unexpected: row[1]))
    }
  }

  private func isSame(_ one: String, _ other: String) throws -> String {
    let same = sql.isSame(one, other)
    guard let tolerance = arguments["tolerance"]?.double, tolerance > 0 else { return same }
    return "coalesce(abs(\(one) - \(other)) <= \(sql.literal(tolerance)), \(same))"
  }
}

extension String {
  /// The name inside of quotes, for a name beside it.
  fileprivate var unquotedName: String {
    String(dropFirst().dropLast()).replacing("\"\"", with: "\"")
  }
}
