package import Warehouse

extension SuiteResult {
  /// The same result under the name that people know: what was audited before it was published had
  /// another one, which is gone when the result is read.
  package func published(as relation: Relation, dialect: any Dialect) -> SuiteResult {
    guard relation != self.relation else { return self }
    let audited = dialect.render(self.relation)
    let known = dialect.render(relation)
    var result = SuiteResult(
      suite: suite, relation: relation,
      checks: checks.map { $0.replacing(audited, by: known) }, statements: statements,
      scans: scans, seconds: seconds)
    result.partitions = partitions
    return result
  }
}

extension CheckResult {
  fileprivate func replacing(_ audited: String, by known: String) -> CheckResult {
    CheckResult(
      expectation: expectation, status: status, observation: observation, isMet: isMet,
      error: error, sample: sample,
      unexpectedQuery: unexpectedQuery.map { $0.replacing(audited, by: known) })
  }
}

extension String {
  fileprivate func replacing(_ part: String, by other: String) -> String {
    split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
  }
}
