/// How a check ended, from best to worst.
package enum CheckState: String, CaseIterable, Hashable, Sendable, Comparable {
  case pass
  case skipped
  /// Not met, and only a remark.
  case info
  case warn
  /// Could not be evaluated.
  case error
  /// Not met, and what is downstream is blocked.
  case fail

  package static func < (one: CheckState, other: CheckState) -> Bool { one.rank < other.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether somebody should look at it.
  var isProblem: Bool { self != .pass && self != .skipped }

  /// As a word beside its sign: `failed`.
  var word: String {
    switch self {
    case .pass: "passed"
    case .skipped: "skipped"
    case .info: "remark"
    case .warn: "warning"
    case .error: "not evaluated"
    case .fail: "failed"
    }
  }
}
