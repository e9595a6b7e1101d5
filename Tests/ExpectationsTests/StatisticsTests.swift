import Testing
import Warehouse

@testable import Expectations

/// What the catalog knows of a relation saves scans, and changes no verdict.
struct StatisticsTests {
  private func plan(_ suites: [String], on table: TestTable) throws -> [SuitePlan] {
    let statistics = try table.session.knownStatistics(of: table.relation)
    return Expectations.plan(
      try suites.map { line in
        var options = PlanOptions()
        options.statistics = statistics
        return (try TestProject.suite(line), options)
      }, on: table.relation, columns: try table.session.columns(of: table.relation),
      dialect: table.session.dialect)
  }

  private func suite(_ name: String, _ lines: String...) -> String {
    "suites:\n  - name: \(name)\n    on: ref('t')\n    expectations:\n"
      + lines.map { "      - \($0)\n" }.joined()
  }

  @Test(arguments: TestDatabase.available)
  func aKeyOfTheDatabaseProvesThatNothingOccursTwice(database: TestDatabase) throws {
    try database.run { session, schema in
      let table = try TestTable(
        session, schema: schema,
        columns: "id integer primary key, a integer, b varchar(9), c integer, unique (a, b)",
        rows: "VALUES (1, 1, 'x', 5), (2, 1, 'y', 5), (3, NULL, 'y', 5), (4, NULL, 'y', NULL)")
      let plans = try plan(
        [
          suite(
            "s", "unique: {column: id}",
            "expect_compound_columns_to_be_unique: {column_list: [a, b]}",
            "expect_compound_columns_to_be_unique: {column_list: [b, c, a]}",
            "expect_column_unique_value_count_to_be_between: {column: id, min_value: 4, max_value: 4}",
            "expect_column_proportion_of_unique_values_to_be_between: {column: id, min_value: 1}")
        ], on: table)
      #expect(plans[0].scanCount == 1)
      #expect(!plans[0].text.contains("GROUP BY"), "\(plans[0].text)")
      #expect(run(plans, on: session)[0].checks.map(\.isMet) == [true, true, true, true, true])
      let asked = try plan(
        [suite("s", "expect_compound_columns_to_be_unique: {column_list: [b, c]}")], on: table)
      #expect(asked[0].scanCount == 2)
      #expect(run(asked, on: session)[0].checks.map(\.counts) == ["2/4"])
    }
  }

  @Test(arguments: TestDatabase.available)
  func indexesThatHoldForSomeRowsProveNothing(database: TestDatabase) throws {
    try database.run { session, schema in
      let table = try TestTable(
        session, schema: schema, columns: "a integer, b varchar(9)",
        rows: "VALUES (-1, 'x'), (-1, 'X'), (2, 'y')")
      let index = database == .sqlite ? "\"\(schema)\".partly" : "partly"
      let on = database == .sqlite ? "t" : table.name
      try session.execute("CREATE UNIQUE INDEX \(index) ON \(on) (a) WHERE a > 0")
      let other = database == .sqlite ? "\"\(schema)\".cased" : "cased"
      try session.execute("CREATE UNIQUE INDEX \(other) ON \(on) ((b || a))")
      #expect(try session.statistics(table).uniqueKeys.contains(["a"]) == false)
      #expect(try session.statistics(table).provesUnique(["a", "b"]) == false)
      let plans = try plan([suite("s", "unique: {column: a}")], on: table)
      #expect(run(plans, on: session)[0].checks.map(\.counts) == ["2/3"])
    }
  }

  @Test(arguments: TestDatabase.available)
  func suitesOfOneRelationShareTheirScans(database: TestDatabase) throws {
    try database.run { session, schema in
      let table = try TestTable(
        session, schema: schema, columns: "a integer, b varchar(9)",
        rows: "VALUES (1, 'x'), (2, 'x'), (NULL, 'y')")
      let plans = try plan(
        [
          suite("first", "not_null: {column: a}", "unique: {column: b}"),
          suite("second", "not_null: {column: b}", "unique: {column: b}", "unique: {column: a}"),
        ], on: table)
      #expect(plans.map(\.scanCount) == [2, 1])
      let results = run(plans, on: session)
      #expect(results.map { $0.checks.map(\.counts) } == [["1/3", "2/3"], ["0/3", "2/3", "0/2"]])
      // A sample for each check that failed.
      #expect(results.map(\.statements) == [4, 2])
    }
  }

  @Test(.enabled(if: TestDatabase.available.contains(.postgres)))
  func fewValuesAreJudgedOnceEach() throws {
    try TestDatabase.postgres.run { session, schema in
      let table = try TestTable(
        session, schema: schema, columns: "id integer, kind text, zone text",
        rows: "SELECT g, 'k' || g % 7, CASE WHEN g % 5 > 0 THEN 'DE-' || g % 40 END"
          + " FROM generate_series(1, 30000) AS g")
      try session.execute("ANALYZE \(table.name)")
      let suites = [
        suite(
          "s", "expect_column_values_to_match_regex: {column: zone, regex: '^DE-[0-9]$'}",
          "expect_column_values_to_not_match_regex: {column: kind, regex: '[56]'}",
          "expect_column_values_to_be_in_set: {column: kind, value_set: [k1, k2]}",
          "expect_column_distinct_values_to_be_in_set: {column: kind, value_set: [k1]}",
          "expect_column_values_to_match_regex: {column: kind, regex: '1', row_condition: 'id > 2'}"
        )
      ]
      let plans = try plan(suites, on: table)
      #expect(plans[0].text.contains("GROUPING SETS ((\"zone\"), (\"kind\"))"), "\(plans[0].text)")
      #expect(plans[0].scanCount == 2)
      // Row by row, the same is found.
      let plain = try table.run(TestProject.suite(suites[0]))
      let found = run(plans, on: session)[0]
      #expect(found.checks.map(\.isMet) == plain.checks.map(\.isMet))
      #expect(
        found.checks.map { "\($0.observation, default: "")" }
          == plain.checks.map { "\($0.observation, default: "")" })
      #expect(found.checks[0].counts == "18000/24000")
    }
  }
}

extension Session {
  fileprivate func statistics(_ table: TestTable) throws -> RelationStatistics {
    try knownStatistics(of: table.relation)
  }
}
