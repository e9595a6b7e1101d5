package import Warehouse

/// A data test: a query that returns failing rows.
package struct TestFacts: Hashable, Sendable {
  /// The compiled query of the failing rows.
  package var sql: String
  package var header: String?
  package var limit: Int?
  /// What is counted: `count(*)`.
  package var failCalculation: String
  /// Conditions on it: `!= 0`.
  package var warnIf: String
  package var errorIf: String
  /// Where failing rows are kept; nil: nowhere.
  package var storedFailures: ExistingRelation?

  package init(
    sql: String, header: String? = nil, limit: Int? = nil, failCalculation: String = "count(*)",
    warnIf: String = "!= 0", errorIf: String = "!= 0", storedFailures: ExistingRelation? = nil
  ) {
    self.sql = sql
    self.header = header
    self.limit = limit
    self.failCalculation = failCalculation
    self.warnIf = warnIf
    self.errorIf = errorIf
    self.storedFailures = storedFailures
  }
}

extension TestFacts {
  /// One query with the columns `failures`, `should_warn`, `should_error`; before it, where failures
  /// are stored, their relation is made anew in one transaction.
  package func steps(on state: TargetState, dialect: any Dialect) -> [Step] {
    let rows = limit.map { "\(sql)\nlimit \($0)" } ?? sql
    guard let storedFailures else { return [.result(count(SQL(body: rows)))] }
    let relation = storedFailures.relation
    let facts = ModelFacts(relation, .query(rows, header: header))
    let plan = Plan(facts: facts, state: state, dialect: dialect, isFullRefresh: true)
    let build = storedFailures.kind == .view ? plan.view() : plan.table()
    return plan.framed(build) + [.result(count("select * from \(relation)"))]
  }

  private func count(_ rows: SQL) -> SQL {
    let calculation = SQL(unsafe: failCalculation)
    let query: SQL = """
      select
        \(calculation) as failures,
        \(calculation) \(unsafe: warnIf) as should_warn,
        \(calculation) \(unsafe: errorIf) as should_error
      from (
      \(rows)
      ) as dbt_internal_test
      """
    guard storedFailures == nil, let header else { return query }
    return "\(unsafe: header)\n" + query
  }
}
