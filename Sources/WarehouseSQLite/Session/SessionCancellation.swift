import Synchronization
import Warehouse

/// Interrupts what a session is doing, on whichever connection it has at the moment.
final class SessionCancellation: SessionCanceller {
  private let current = Mutex<Cancellation?>(nil)
  private let wasAsked = Atomic(false)

  /// Whether a session that waits for a connection should stop.
  var isRequested: Bool { wasAsked.load(ordering: .relaxed) || Task.isCancelled }

  /// A new statement starts: what was asked before did not mean it.
  func statementStarts() { wasAsked.store(false, ordering: .relaxed) }

  /// The session has got a connection, or given it back (nil): another session's statements on it
  /// are not interrupted.
  func lend(_ cancellation: Cancellation?) {
    current.withLock { $0 = cancellation }
  }

  func cancel() {
    wasAsked.store(true, ordering: .relaxed)
    current.withLock { $0?.cancel() }
  }
}
