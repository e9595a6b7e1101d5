package import Warehouse

/// Runs a plan's statements and judges what they return.
///
/// A statement that the database refuses is asked again check by check, so that one expectation that
/// cannot be evaluated leaves the others their verdicts. In a transaction every statement has a
/// savepoint, so that a refused one does not spoil the transaction.
///
/// - Parameter plans: suites of one relation that were planned together.
package func run(_ plans: [SuitePlan], on session: any Session) -> [SuiteResult] {
  guard let first = plans.first else { return [] }
  var reader = MeasureReader(session: session, plan: first)
  return plans.map { plan in
    let start = ContinuousClock.now
    let (statements, scans, measured) = (reader.statements, reader.scans, reader.measured.count)
    for statement in plan.statements { reader.read(statement) }
    let checks = plan.checks.map { planned in
      CheckRun(planned: planned, plan: plan).result(&reader)
    }
    var result = SuiteResult(
      suite: plan.suite, relation: plan.relation, checks: checks,
      statements: reader.statements - statements, scans: reader.scans - scans,
      seconds: (ContinuousClock.now - start).seconds)
    result.partitions = Array(reader.measured.dropFirst(measured))
    return result
  }
}

/// The same for one suite.
package func run(_ plan: SuitePlan, on session: any Session) -> SuiteResult {
  run([plan], on: session)[0]
}

extension Duration {
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
