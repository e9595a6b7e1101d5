internal import Synchronization

/// What outlives a command until its process ends: values that would only be freed, one of ten thousand nodes
/// after the other, and work that nobody waits for before.
package final class ProcessKeeper: Sendable {
  private struct Kept {
    var values: [any Sendable] = []
    var chores: [Task<Void, Never>] = []
  }

  private let kept = Mutex(Kept())

  package init() {}

  func keep(_ value: any Sendable) { kept.withLock { $0.values.append(value) } }

  /// Does `work` beside what the command goes on with.
  func begin(_ work: @escaping @Sendable () -> Void) {
    let chore = Task.detached { work() }
    kept.withLock { $0.chores.append(chore) }
  }

  /// Waits for the work; the values stay.
  func finish() async {
    let chores = kept.withLock { kept in
      defer { kept.chores = [] }
      return kept.chores
    }
    for chore in chores { await chore.value }
  }
}
