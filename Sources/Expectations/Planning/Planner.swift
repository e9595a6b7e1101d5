import Diagnostics
package import Warehouse

/// Decides what is asked of the database to validate `suite` on `relation`; asks nothing itself.
///
/// All aggregates of all expectations and row filters share one statement, groups over the same keys
/// another. An expectation that cannot be checked (an unknown column) keeps its place with the reason.
package func plan(
  _ suite: Suite, on relation: Relation, columns: [ColumnDescription], dialect: any Dialect,
  options: PlanOptions = PlanOptions()
) -> SuitePlan {
  let sql = SQLSpelling(dialect: dialect)
  let checks = suite.expectations.map { expectation in
    PlannedCheck(
      expectation: expectation,
      check: check(
        expectation, of: suite.name, on: relation, columns: columns, sql: sql, options: options))
  }
  let measures = checks.flatMap { planned in (try? planned.check.get())?.measures ?? [] }
  return SuitePlan(
    suite: suite, relation: relation,
    statements: StatementBuilder(
      relation: relation, sql: sql, natives: (columns: columns, measures: checks.natives)
    ).statements(for: measures),
    checks: checks, columns: columns, options: options, sql: sql)
}

extension [PlannedCheck] {
  fileprivate var natives: [Measure: NativeMeasure] {
    reduce(into: [:]) { all, planned in
      guard case .success(let check) = planned.check else { return }
      all.merge(check.natives) { first, _ in first }
    }
  }
}

private func check(
  _ expectation: Expectation, of suite: String, on relation: Relation,
  columns: [ColumnDescription], sql: SQLSpelling, options: PlanOptions
) -> Result<Check, Diagnostic> {
  do {
    let scope = try RowCondition.all(expectation.rowConditions).sql(sql, columns: columns)
    let context = CheckContext(
      arguments: expectation.arguments, relation: relation, columns: columns, sql: sql,
      scope: scope, relations: options.relations,
      history: options.history.map {
        PastMeasurements(metrics: sql.dialect.render($0), suite: suite, expectation: expectation.id)
      }, timeZones: options.timeZones)
    return .success(try expectation.type.check(context))
  } catch let diagnostic as Diagnostic {
    return .failure(diagnostic.placed(at: expectation.span))
  } catch {
    return .failure(
      Diagnostic(code: "expectation-not-evaluated", "\(error)", at: expectation.span))
  }
}
