/// What the suites of one relation found, taken together.
package struct Gate: Hashable, Sendable {
  /// The worst of its checks.
  package var state: CheckState
  /// Checks that are neither passed nor skipped.
  package var problems: Int
  /// Checks in all.
  package var checks: Int

  package init(state: CheckState, problems: Int, checks: Int) {
    self.state = state
    self.problems = problems
    self.checks = checks
  }
}
