package import Artifacts
package import PlainData

extension JUnitReport {
  /// One suite of cases a kind of resource, and one an expectation suite.
  ///
  /// `suites` are the entries of `suites` in `target/expectations.json`.
  package init(_ results: RunResults, suites: [PlainValue]) {
    let kinds = ["seed", "model", "snapshot", "test", "unit_test", "operation"]
    let byKind = Dictionary(grouping: results.results) { Self.kind(of: $0.uniqueID) }
    let order = kinds + byKind.keys.filter { !kinds.contains($0) }.sorted()
    var all = order.compactMap { kind in
      byKind[kind].map { results in Suite(name: kind, cases: results.map(Case.init)) }
    }
    for index in all.indices { all[index].timestamp = results.metadata.generatedAt }
    all += suites.map { suite in
      let outcome = SuiteOutcome(reading: suite)
      let seconds = outcome.seconds / Double(max(1, outcome.checks.count))
      return Suite(
        name: outcome.name, timestamp: results.metadata.generatedAt,
        cases: outcome.checks.map { Case($0, of: outcome, seconds: seconds) })
    }
    self.init(all)
  }

  private static func kind(of uniqueID: String) -> String {
    uniqueID.split(separator: ".").first.map(String.init) ?? "other"
  }
}

extension JUnitReport.Case {
  fileprivate init(_ result: NodeResult) {
    let parts = result.uniqueID.split(separator: ".", maxSplits: 2).map(String.init)
    let message = result.message ?? result.status.rawValue
    let outcome: JUnitReport.Outcome =
      switch result.status {
      case .success, .pass, .noOp, .reused, .warn: .passed
      case .fail, .partialSuccess:
        .failed(message: message, details: result.compiledCode ?? "")
      case .error, .runtimeError: .error(message: message, details: result.compiledCode ?? "")
      case .skipped: .skipped(message: message)
      }
    self.init(
      className: parts.dropLast().joined(separator: "."), name: parts.last ?? result.uniqueID,
      seconds: result.executionTime, outcome: outcome,
      output: result.status == .warn ? message : "")
  }

  /// The scan is shared, so a check's time is its share of the suite's.
  fileprivate init(_ check: Check, of suite: SuiteOutcome, seconds: Double) {
    let details = [check.finding, check.error, check.query].compactMap { $0 }
    let text = details.joined(separator: "\n\n")
    let outcome: JUnitReport.Outcome =
      switch check.state {
      case .pass, .info, .warn: .passed
      case .fail: .failed(message: check.finding ?? check.sentence, details: text)
      case .error: .error(message: check.error ?? check.sentence, details: text)
      case .skipped: .skipped(message: "not evaluated")
      }
    self.init(
      className: "\(suite.name).\(suite.relation)", name: check.sentence, seconds: seconds,
      outcome: outcome, output: check.state == .warn || check.state == .info ? text : "")
  }
}
