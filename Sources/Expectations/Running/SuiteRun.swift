package import Warehouse

/// Runs a plan's statements and judges what they return.
///
/// A statement that the database refuses is asked again check by check, so that one expectation that
/// cannot be evaluated leaves the others their verdicts. In a transaction every statement has a
/// savepoint, so that a refused one does not spoil the transaction.
package func run(_ plan: SuitePlan, on session: any Session) -> SuiteResult {
  let start = ContinuousClock.now
  var reader = MeasureReader(session: session, plan: plan)
  for statement in plan.statements { reader.read(statement) }
  let checks = plan.checks.map { planned in
    CheckRun(planned: planned, plan: plan).result(&reader)
  }
  return SuiteResult(
    suite: plan.suite, relation: plan.relation, checks: checks, statements: reader.statements,
    scans: reader.scans, seconds: (ContinuousClock.now - start).seconds)
}

extension Duration {
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
