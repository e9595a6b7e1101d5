import Expectations
import Testing
import Warehouse

struct FailureTests {
  private let suite = [
    "not_null: {column: a}", "unique: {column: a}", "expect_table_row_count_to_equal: {value: 9}",
  ]

  /// Queries asked and statuses, where queries fail from one on.
  private func outcome(from first: Int, _ kind: DatabaseError.Kind) throws -> (Int, [CheckStatus]) {
    var outcome: (Int, [CheckStatus]) = (0, [])
    try TestDatabase.sqlite.run { session, schema in
      let table = try TestTable(
        session, schema: schema, columns: "a integer", rows: "VALUES (1), (1), (NULL)")
      let failing = FailingSession(session, from: first, with: DatabaseError(kind, "gone"))
      let suite = try TestProject.suite(expecting: suite[0], suite[1], suite[2])
      let plan = plan(
        suite, on: table.relation, columns: try session.columns(of: table.relation),
        dialect: session.dialect)
      let result = run(plan, on: failing)
      outcome = (failing.queries, result.checks.map(\.status))
    }
    return outcome
  }

  @Test(arguments: [DatabaseError.Kind.connection, .cancelled])
  func nothingMoreIsAskedOfALostConnection(kind: DatabaseError.Kind) throws {
    let atOnce = try outcome(from: 0, kind)
    #expect(atOnce.0 == 1)
    #expect(atOnce.1 == [.error, .error, .error])
    // The fused statement came back, the groups did not: the checks that need no groups have verdicts.
    let later = try outcome(from: 1, kind)
    #expect(later.0 == 2)
    #expect(later.1 == [.fail, .error, .fail])
  }

  @Test func aVerdictStandsWithoutItsSample() throws {
    #expect(try outcome(from: 2, .statement).1 == [.fail, .fail, .fail])
  }

  @Test func aCommentInARowConditionHidesNothing() throws {
    try TestDatabase.sqlite.run { session, schema in
      let table = try TestTable(
        session, schema: schema, columns: "a integer", rows: "VALUES (1), (5), (NULL)")
      let check = try table.check(
        "expect_column_values_to_be_between: {column: a, max_value: 3, row_condition: 'a > 0 -- all'}"
      )
      #expect(check.counts == "1/2")
    }
  }

  @Test(arguments: [
    ("mostly: 0.999", "at most 0.1 % of the rows"), ("mostly: 1", "none"),
    ("max_unexpected: 5", "at most 5 rows"),
    ("fail_if: '> 1%', warn_if: 0", "fails when > 1 %, warns when > 0"),
    ("mostly: 0.5, warn_if: '>= 1'", "at most 50 % of the rows, warns when >= 1"),
  ])
  func saysWhatIsPutUpWith(arguments: String, sentence: String) throws {
    let suite = try TestProject.suite(expecting: "not_null: {column: a, \(arguments)}")
    #expect(suite.expectations[0].thresholdSentence == sentence)
  }
}
