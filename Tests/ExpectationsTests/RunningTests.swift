import PlainData
import Testing
import Warehouse

@testable import Expectations

struct RunningTests {
  private static let people =
    "VALUES (1, 'a@x', 5), (2, 'b@x', 6), (3, NULL, 7), (4, 'b@x', 700), (5, NULL, NULL)"

  private func table(_ session: any Session, _ schema: String) throws -> TestTable {
    try TestTable(
      session, schema: schema, columns: "id integer, email varchar(20), age integer",
      rows: Self.people)
  }

  @Test(arguments: TestDatabase.available)
  func showsFailingRowsWithTheirKeys(database: TestDatabase) throws {
    try database.run { session, schema in
      let check = try table(session, schema).check(
        "expect_column_values_to_be_between: {column: age, max_value: 100, mostly: 0.9}",
        options: PlanOptions(keyColumns: ["id", "no_such_key"]))
      #expect(check.status == .fail)
      #expect(check.sample == Sample(columns: ["id", "age"], rows: [[4, 700]], judged: [1]))
      #expect(check.unexpectedQuery?.contains("\"age\" <= 100") == true)
      #expect(check.counts == "1/4")
      #expect(
        check.fields(.summary)["partial_unexpected_index_list"] == [["id": 4, "age": 700]])
      #expect(check.fields(.basic)["partial_unexpected_list"] == [700])
      #expect(check.fields(.booleanOnly).isEmpty)
    }
  }

  @Test(arguments: TestDatabase.available)
  func neverShowsHiddenColumns(database: TestDatabase) throws {
    try database.run { session, schema in
      let table = try table(session, schema)
      let suite = try TestProject.suite(
        expecting: "unique: {column: email}", "expect_column_max_to_be_between: {column: email}",
        "expect_column_most_common_value_to_be_in_set: {column: email, value_set: [q]}",
        "expect_column_distinct_values_to_be_in_set: {column: email, value_set: [q]}",
        "expect_compound_columns_to_be_unique: {column_list: [email, age], mostly: 1}",
        "unexpected_rows_expectation: {unexpected_rows_query: 'select email as alias, email, age from {batch}'}",
        "expect_column_sum_to_be_between: {column: email, min_value: 0, row_condition: 'cast(email as integer) > 0'}"
      )
      let result = try table.run(
        suite, options: PlanOptions(keyColumns: ["id", "email"], hiddenColumns: ["EMAIL"]))
      let text = JSON.text(result.plain) + result.checks.map(\.reason).joined()
      #expect(!text.contains("@x"))
      #expect(result.checks[0].counts == "2/3")
      #expect(result.checks[0].sample?.columns == ["id"])
      #expect(result.checks[5].sample?.columns == ["age"])
    }
  }

  @Test(arguments: TestDatabase.available)
  func anErrorIsNoFailureAndLeavesTheOthersTheirVerdicts(database: TestDatabase) throws {
    try database.run { session, schema in
      let table = try table(session, schema)
      let suite = try TestProject.suite(
        expecting: "not_null: {column: id}",
        "expect_column_sum_to_be_between: {column: id, max_value: 3, row_condition: 'nonsense > 1'}",
        "not_null: {column: gone}", "unique: {column: email, severity: warning}",
        "unexpected_rows_expectation: {unexpected_rows_query: 'select broken from'}")
      let result = try table.run(suite)
      #expect(result.checks.map(\.status) == [.pass, .error, .error, .warn, .error])
      #expect(result.checks[2].error == "unknown column `gone`")
      #expect(result.checks[1].error?.contains("nonsense") == true)
      #expect(!result.isSuccess)
      #expect(result.statistics["successful_expectations"] == 1)
    }
  }

  @Test(arguments: TestDatabase.available)
  func aRefusedStatementDoesNotSpoilTheTransaction(database: TestDatabase) throws {
    try database.run { session, schema in
      let table = try table(session, schema)
      let suite = try TestProject.suite(
        expecting: "expect_column_mean_to_be_between: {column: age, row_condition: 'nope'}",
        "not_null: {column: id}")
      try session.transaction {
        try session.execute("INSERT INTO \(table.name) VALUES (NULL, 'c', 1)")
        let result = try table.run(suite)
        #expect(result.checks.map(\.status) == [.error, .fail])
        #expect(session.isInTransaction)
      }
      #expect(try session.query("SELECT count(*) FROM \(table.name)").rows == [[.integer(6)]])
    }
  }

  @Test(arguments: TestDatabase.available)
  func asksNothingMoreThanTheFusedStatementWhenAllIsWell(database: TestDatabase) throws {
    try database.run { session, schema in
      let suite = try TestProject.suite(
        expecting: "not_null: {column: id}",
        "expect_column_values_to_be_between: {column: age, min_value: 0}",
        "expect_column_mean_to_be_between: {column: age, min_value: 0}",
        "expect_table_row_count_to_equal: {value: 5}",
        "expect_column_values_to_match_like_pattern: {column: email, like_pattern: '%@x'}")
      let result = try table(session, schema).run(suite)
      #expect(result.isSuccess)
      #expect(result.statements == 1)
      #expect(result.scans == 1)
      #expect(result.verdict == .passes)
    }
  }

  @Test func aVerdictNamesTheFirstReason() throws {
    try TestDatabase.sqlite.run { session, schema in
      let table = try table(session, schema)
      let failing = try table.run(
        TestProject.suite(
          expecting: "not_null: {column: id}", "not_null: {column: email}",
          "unique: {column: email}"))
      #expect(
        failing.verdict
          == .blocks(
            reason: "`email` is never empty: 2 of 5 rows are unexpected (and 1 more)"))
      let warned = try table.run(
        TestProject.suite(expecting: "not_null: {column: email, severity: warning}"))
      #expect(warned.verdict == .passes)
      #expect(warned.isSuccess)
    }
  }

  @Test(arguments: [
    ("mostly: 0.6", CheckStatus.pass), ("mostly: 0.61", .fail), ("max_unexpected: 2", .fail),
    ("max_unexpected: 2, mostly: 0.5", .pass), ("max_unexpected: 1, mostly: 0.5", .fail),
    ("warn_if: '> 1', mostly: 0.5", .warn), ("warn_if: '> 2', mostly: 0.5", .pass),
    ("fail_if: '>= 50%', warn_if: '> 10%'", .warn), ("fail_if: '>= 40%', severity: info", .fail),
    ("fail_if: 2", .pass), ("fail_if: 1", .fail), ("severity: info", .info),
    ("severity: info, warn_if: 1", .warn), ("severity: warning", .warn),
  ])
  func severityAndToleranceDecide(arguments: String, status: CheckStatus) throws {
    try TestDatabase.sqlite.run { session, schema in
      let check = try table(session, schema).check("not_null: {column: email, \(arguments)}")
      #expect(check.status == status)
    }
  }

  @Test func historyHasARowForEveryNumber() throws {
    try TestDatabase.sqlite.run { session, schema in
      let result = try table(session, schema).run(
        TestProject.suite(
          expecting: "not_null: {column: email}",
          "expect_column_max_to_be_between: {column: age, max_value: 9}",
          "expect_table_row_count_to_equal: {value: 5}", "not_null: {column: gone}"))
      let rows = ValidationRows(of: [result], runID: "r", at: Timestamp(microseconds: 0))
      #expect(rows.results.rowCount == 1)
      #expect(rows.results["success"]?[0] == .boolean(false))
      #expect(rows.metrics.rowCount == 8)
      #expect(rows.metrics["value"]?[4] == .double(700))
      #expect(rows.metrics["column"]?[5] == .null)
    }
  }
}
