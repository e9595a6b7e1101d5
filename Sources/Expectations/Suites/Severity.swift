/// How much it matters when an expectation is not met.
package enum Severity: String, Hashable, Sendable, CaseIterable {
  /// Blocks what is downstream.
  case critical
  /// Reported; nothing is blocked.
  case warning
  /// Reported as a remark.
  case info
}
