/// What is different from the run before.
struct Changes: Sendable {
  /// The start of the run that is compared with; nil for the first run.
  let since: String?
  /// A problem now, none before.
  let broken: [Check]
  /// A problem before, none now.
  let mended: [Check]
  /// A problem in both.
  let standing: [Check]
  /// Not checked before; dbt's own tests, of which no history is kept, are not among them.
  let added: [Check]

  init(_ checks: [Check], since past: PastRun?) {
    since = past?.startedAt
    guard let past else {
      (broken, mended, standing, added) = ([], [], [], [])
      return
    }
    func before(_ check: Check) -> CheckState? { past.states[check.id] }
    broken = checks.filter { $0.state.isProblem && before($0) == .pass }
    mended = checks.filter { $0.state == .pass && before($0)?.isProblem == true }
    standing = checks.filter { $0.state.isProblem && before($0)?.isProblem == true }
    added = checks.filter { before($0) == nil && !$0.id.hasPrefix("test.") }
  }
}
