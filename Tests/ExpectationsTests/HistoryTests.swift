import PlainData
import Testing
import Warehouse

@testable import Expectations

struct HistoryTests {
  @Test func aBaselineKnowsWhereValuesLie() {
    let values = [10.0, 11, 12, 11, 10, 12, 500]
    let robust = Baseline(values, method: .median)
    #expect(robust.center == 11)
    #expect(abs(robust.spread - 1.4826) < 1e-12)
    #expect(!robust.expects(500, within: 3))
    // The outlier itself makes the mean's spread so wide that nothing is unusual.
    #expect(Baseline(values, method: .deviation).expects(500, within: 3))
    #expect(Baseline([5, 5, 5], method: .deviation).expects(5, within: 3))
    #expect(!Baseline([5, 5, 5], method: .deviation).expects(5.1, within: 3))
  }

  @Test func movingDeviationsLeaveTheTestedPeriodOut() {
    var deviations = MovingDeviations()
    let quiet = (0..<30).map { Double(100 + $0 % 3) }
    #expect(deviations.counts(of: quiet) == (14, 0))
    #expect(deviations.counts(of: quiet + [200]) == (14, 1))
    #expect(deviations.counts(of: [1, 2]) == (0, 0))
    deviations.takesDifferences = true
    #expect(deviations.counts(of: (0..<30).map { Double($0 * $0) }).unexpected == 0)
  }

  @Test(arguments: TestDatabase.available)
  func comparesWithEarlierRuns(database: TestDatabase) throws {
    try database.run { session, schema in
      let table = try TestTable(
        session, schema: schema, columns: "a integer, b text", rows: "VALUES (1, 'x'), (2, NULL)")
      let metrics = Relation(schema: schema, identifier: "metrics")
      let name = session.dialect.render(metrics)
      try session.execute(
        "CREATE TABLE \(name) (run_id text, suite text, metric text, value double precision,"
          + " validated_at timestamp)")
      for day in 1...8 {
        let id = "expect_table_row_count_to_be_usual.observed_value"
        try session.execute(
          "INSERT INTO \(name) VALUES ('r\(day)', 's', '\(id)', \(100 + day % 2), '2024-01-0\(day) 06:00:00')"
        )
        let columns = try session.columns(of: table.relation).map { "\($0.name) \($0.type)" }
        for (place, column) in (columns + ["gone text"]).enumerated() {
          try session.execute(
            "INSERT INTO \(name) VALUES ('r\(day)', 's',"
              + " 'expect_table_columns_to_be_unchanged.column \(column)', \(place),"
              + " '2024-01-0\(day) 06:00:00')")
        }
      }
      let usual = "expect_table_row_count_to_be_usual: {method: mad"
      let options = PlanOptions(history: metrics)
      #expect(try table.check(usual + "}").status == .pass)
      #expect(try table.check(usual + "}", options: options).status == .fail)
      #expect(try table.check(usual + ", minimum_runs: 9}", options: options).status == .pass)
      let drift = try table.check("expect_table_columns_to_be_unchanged", options: options)
      #expect(drift.status == .fail)
      #expect(drift.observed == "1")
      #expect(try table.check("expect_table_columns_to_be_unchanged").status == .pass)
      #expect(
        try table.check(
          "expect_column_metric_to_be_usual: {column: b, metric: null_share}", options: options
        ).observed == "0.5")
    }
  }
}
