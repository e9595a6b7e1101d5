/// How a check ended.
package enum CheckStatus: String, Hashable, Sendable, CaseIterable {
  case pass
  /// Not met, and only a remark (severity `info`).
  case info
  /// Not met, and to be reported (severity `warning`, or `warn_if`).
  case warn
  /// Not met, and critical.
  case fail
  /// Could not be evaluated: the data may be good or bad.
  case error
  /// Not evaluated, because something before it made it pointless.
  case skipped

  /// The place among all, as the history of validations keeps it.
  var rank: Double { Double(Self.allCases.firstIndex(of: self) ?? 0) }

  /// The status at a place; nil for a number that is none.
  package init?(rank: Double) {
    guard let place = Int(exactly: rank), Self.allCases.indices.contains(place) else { return nil }
    self = Self.allCases[place]
  }
}

/// The outcome of an observation under an expectation's tolerance and severity.
struct Judgement: Hashable, Sendable {
  /// Great Expectations' `success`: whether the expectation is met, whatever its severity.
  var isMet: Bool
  var status: CheckStatus

  init(of observation: Observation, under tolerance: Tolerance, severity: Severity) {
    switch observation {
    case .value(let value):
      isMet = value.isMet
      status = isMet ? .pass : severity.statusWhenNotMet
    case .rows(let counts):
      isMet = tolerance.isMet(by: counts)
      status = tolerance.status(of: counts, severity: severity)
    }
  }
}

extension Tolerance {
  /// `fail_if` has the last word where it is stated; otherwise `mostly` and `max_unexpected`.
  fileprivate func isMet(by counts: RowCounts) -> Bool {
    if let failIf { return !failIf.holds(counts) }
    if let maxUnexpected, counts.unexpected > maxUnexpected { return false }
    // Nothing to consider is met; the share is compared as doubles, as Great Expectations does.
    guard counts.considered > 0 else { return true }
    return Double(counts.considered - counts.unexpected) / Double(counts.considered) >= mostly
  }

  fileprivate func status(of counts: RowCounts, severity: Severity) -> CheckStatus {
    if let failIf, failIf.holds(counts) { return .fail }
    let status = isMet(by: counts) ? .pass : severity.statusWhenNotMet
    let warns = warnIf.map { $0.holds(counts) } ?? false
    return warns && (status == .pass || status == .info) ? .warn : status
  }
}

extension Threshold {
  fileprivate func holds(_ counts: RowCounts) -> Bool {
    holds(unexpected: counts.unexpected, considered: counts.considered)
  }
}

extension Severity {
  fileprivate var statusWhenNotMet: CheckStatus {
    switch self {
    case .critical: .fail
    case .warning: .warn
    case .info: .info
    }
  }
}
