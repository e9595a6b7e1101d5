import Testing
import Warehouse

@testable import Expectations

/// How PostgreSQL is asked where a catalog tells of many rows; what is found is the same.
struct ManyRowsTests {
  private static let suite = Result {
    try TestProject.suite(
      expecting: "expect_column_values_to_not_be_null: {column: n}",
      "expect_column_median_to_be_between: {column: n, max_value: 2}",
      "expect_column_values_to_be_unique: {column: n}",
      "expect_compound_columns_to_be_unique: {column_list: [n, day]}",
      "expect_compound_columns_to_be_unique: {column_list: [n, s]}",
      "expect_column_unique_value_count_to_be_between: {column: few, max_value: 2}")
  }

  private func options(rows: Int) -> PlanOptions {
    var options = PlanOptions()
    options.statistics = RelationStatistics(
      rowCount: rows, distinctCounts: ["n": rows, "day": 3, "s": rows, "few": 2])
    return options
  }

  private static let repeating =
    "VALUES (1, '2024-01-01', 'a', 1), (1, '2024-01-01', 'b', 1), (2, '2024-01-02', 'b', 2),"
    + " (NULL, '2024-01-03', 'c', 2), (2, '2024-01-03', 'b', 1)"
  private static let unique =
    "VALUES (1, '2024-01-01', 'a', 1), (2, '2024-01-01', 'b', 1), (3, NULL, 'b', 2),"
    + " (NULL, '2024-01-03', 'c', 2)"

  @Test(arguments: TestDatabase.available, [(repeating, "4/4"), (unique, "0/3")])
  func provesKeysBesidePercentiles(
    _ database: TestDatabase, rows: (values: String, repeated: String)
  ) throws {
    try database.run { session, schema in
      let table = try TestTable(
        session, schema: schema, columns: "n integer, day date, s text, few integer",
        rows: rows.values)
      let suite = try Self.suite.get()
      let (few, many) = (options(rows: 1000), options(rows: 1_000_000))
      let plans = try [few, many].map { options in
        try plan(
          suite, on: table.relation, columns: session.columns(of: table.relation),
          dialect: session.dialect, options: options)
      }
      let isPostgres = database == .postgres
      #expect(plans.map { $0.statements.flatMap(\.proofs).count } == [0, isPostgres ? 2 : 0])
      let besides = plans.map { plan in
        plan.statements.filter { $0.sql.contains("percentile_cont") }.map(\.measures.count)
      }
      if isPostgres {
        #expect(besides[0] != [1])
        #expect(besides[1] == [3])
      }
      let results = try [few, many].map { try table.run(suite, options: $0).checks }
      #expect(results[0].map(\.plain) == results[1].map(\.plain))
      #expect(results[1][2].counts == rows.repeated)
    }
  }
}
