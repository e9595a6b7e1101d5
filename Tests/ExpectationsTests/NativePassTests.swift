import Expectations
import PlainData
import Testing
import Warehouse

/// What the pass over SQLite's rows finds is what SQL finds: the same suite, once with a row condition
/// that is true of every row, which leaves it to SQL.
struct NativePassTests {
  private static let lines = [
    "expect_table_row_count_to_be_between: {min_value: 1",
    "expect_column_values_to_not_be_null: {column: n",
    "expect_column_values_to_be_null: {column: n",
    "expect_column_values_to_be_unique: {column: n",
    "expect_column_values_to_be_unique: {column: s",
    "expect_column_values_to_be_unique: {column: x",
    "expect_column_values_to_be_unique: {column: at",
    "expect_column_values_to_be_between: {column: n, min_value: 2, max_value: 4, strict_min: true",
    "expect_column_values_to_be_between: {column: x, max_value: 1.5, strict_max: true",
    "expect_column_values_to_be_between: {column: at, min_value: '2024-01-02', max_value: '2024-01-03'",
    "expect_column_values_to_be_in_set: {column: s, value_set: [a, 'é', null]",
    "expect_column_values_to_be_in_set: {column: s, value_set: []",
    "expect_column_values_to_not_be_in_set: {column: s, value_set: [b]",
    "expect_column_values_to_match_regex: {column: s, regex: '^[a-z]'",
    "expect_column_values_to_not_match_regex: {column: s, regex: 'b$'",
    "expect_column_value_lengths_to_equal: {column: s, value: 1",
    "expect_column_value_lengths_to_be_between: {column: s, min_value: 2",
    "expect_column_min_to_be_between: {column: n, max_value: 9",
    "expect_column_max_to_be_between: {column: x, max_value: 9",
    "expect_column_mean_to_be_between: {column: n, max_value: 9",
    "expect_column_sum_to_be_between: {column: n, max_value: 99",
    "expect_column_stdev_to_be_between: {column: x, max_value: 9",
    "expect_column_median_to_be_between: {column: x, max_value: 9",
    "expect_column_median_to_be_between: {column: n, max_value: 9",
    "expect_column_unique_value_count_to_be_between: {column: s, max_value: 99",
    "expect_compound_columns_to_be_unique: {column_list: [n, s]",
    "expect_compound_columns_to_be_unique: {column_list: [n, s], ignore_row_if: any_value_is_missing",
    "expect_compound_columns_to_be_unique: {column_list: [s, at], ignore_row_if: never",
  ]

  private func suite(_ ending: String) throws -> Suite {
    let lines = Self.lines.map { "      - \($0)\(ending)\n" }.joined()
    return try TestProject.suite(
      "suites:\n  - name: s\n    on: ref('t')\n    expectations:\n\(lines)")
  }

  private func found(_ table: TestTable, _ ending: String) throws -> [String] {
    try table.run(suite(ending)).checks.map { check in
      if case .value(let value) = check.observation {
        let number = value.observed.double.map { "\(($0 * 1e9).rounded())" }
        return "\(check.expectation.id) \(check.status) \(number ?? value.observed.inline)"
      }
      return "\(check.expectation.id) \(check.status) \(check.counts)"
    }
  }

  @Test(arguments: [
    // Plain rows, with duplicates and missing values.
    "VALUES (1, 'a', 1.5, '2024-01-01'), (2, 'b', 1.5, '2024-01-02 00:00:00'), (2, 'b', -0.25, NULL),"
      + " (NULL, NULL, NULL, '2024-01-03'), (4, 'bb', 1e300, '2024-01-03 00:00:01'), (5, NULL, 3, '')",
    // One text in two Unicode spellings; empty texts.
    "VALUES (1, 'é', 0.0, '2024-01-02'), (1, 'e\u{301}', -0.0, '2024-01-02'), (3, '', 7, NULL)",
    // Kinds that the declared types do not promise: texts among numbers, numbers among times, blobs.
    "VALUES (1, 'a', 'x', 5), (2, 'b', 2, 5.0), ('n', 7, 2.0, '5'), (3, x'616200', 4, '2024-01-02')",
    // Whole numbers beyond doubles.
    "VALUES (9007199254740993, 'a', 1, NULL), (9007199254740992, 'a', 2, NULL)",
    "SELECT NULL, NULL, NULL, NULL WHERE 1 = 0", "VALUES (NULL, NULL, NULL, NULL)",
  ])
  func agreesWithSQL(rows: String) throws {
    try TestDatabase.sqlite.run { session, schema in
      let table = try TestTable(
        session, schema: schema,
        columns: "n integer, s text, x double precision, at timestamp", rows: rows)
      #expect(try found(table, "}") == found(table, ", row_condition: '1 = 1'}"))
    }
  }

  @Test func leavesCollationsToSQL() throws {
    try TestDatabase.sqlite.run { session, schema in
      let table = try TestTable(
        session, schema: schema,
        columns: "n integer, s text COLLATE NOCASE, x double precision, at timestamp",
        rows: "VALUES (1, 'A', 1, NULL), (2, 'a', 2, NULL)")
      #expect(try found(table, "}") == found(table, ", row_condition: '1 = 1'}"))
    }
  }

  @Test func readsTheRowsOnce() throws {
    try TestDatabase.sqlite.run { session, schema in
      let table = try TestTable(
        session, schema: schema, columns: "n integer, s text, x double precision, at timestamp",
        rows: "VALUES (1, 'a', 1.5, NULL), (2, 'b', 2.5, NULL)")
      let passing = try TestProject.suite(
        expecting: "expect_column_values_to_be_unique: {column: n}",
        "expect_column_values_to_be_unique: {column: s}",
        "expect_compound_columns_to_be_unique: {column_list: [n, s]}",
        "expect_column_median_to_be_between: {column: x, min_value: 0}",
        "expect_column_values_to_be_between: {column: x, min_value: 0}")
      let result = try table.run(passing)
      #expect(result.scans == 1 && result.statements == 1)
      #expect(result.checks.allSatisfy { $0.status == .pass })
    }
  }
}
