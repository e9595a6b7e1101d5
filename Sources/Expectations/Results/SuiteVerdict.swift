/// Whether what depends on the relation may go on.
package enum SuiteVerdict: Hashable, Sendable {
  case passes
  /// A critical expectation is not met, or a check could not be evaluated.
  ///
  /// `reason` is one sentence: "`meter_id` is never empty: 3 of 100 rows are unexpected".
  case blocks(reason: String)
}

extension SuiteResult {
  package var verdict: SuiteVerdict {
    let blocking = checks.filter { $0.status == .fail || $0.status == .error }
    guard let first = blocking.first else { return .passes }
    let more = blocking.count == 1 ? "" : " (and \(blocking.count - 1) more)"
    return .blocks(reason: first.reason + more)
  }
}

extension CheckResult {
  /// What the check found, in one sentence without a full stop.
  package var reason: String {
    if let error {
      let line = error.split(separator: "\n").first.map(String.init) ?? error
      return "\(expectation.sentence): could not be evaluated: \(line)"
    }
    guard let observation else { return "\(expectation.sentence): skipped" }
    return "\(expectation.sentence): \(observation.sentence)"
  }
}

extension Observation {
  /// What was found, in words: "3 of 100 rows are unexpected".
  package var sentence: String {
    switch self {
    case .rows(let counts):
      let verb = counts.unexpected == 1 ? "is" : "are"
      return "\(counts.unexpected) of \(counts.considered) rows \(verb) unexpected"
    case .value(let value): return "observed \(value.observed.inline)"
    }
  }
}
