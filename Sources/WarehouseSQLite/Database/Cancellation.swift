import CSQLite
import Synchronization
import Warehouse

/// Interrupts a session's running statement, from any thread.
final class Cancellation: SessionCanceller {
  /// The connection's address; 0 once it is closed, so that it is never touched afterwards.
  private let address = Mutex<UInt>(0)
  private let wasAsked = Atomic(false)

  /// Whether the statement should stop: asked for here, or the session's task was cancelled. The
  /// second closes the gap between a task's own check and the start of a statement.
  var isRequested: Bool { wasAsked.load(ordering: .relaxed) || Task.isCancelled }

  func open(_ database: OpaquePointer) {
    address.withLock { $0 = UInt(bitPattern: database) }
  }

  func close() {
    address.withLock { $0 = 0 }
  }

  /// A new statement starts: what was asked before did not mean it.
  func statementStarts() { wasAsked.store(false, ordering: .relaxed) }

  func cancel() {
    wasAsked.store(true, ordering: .relaxed)
    // sqlite3_interrupt may be called from any thread while the connection is open, which the lock
    // guarantees (https://sqlite.org/c3ref/interrupt.html).
    address.withLock { address in
      if let database = OpaquePointer(bitPattern: address) { sqlite3_interrupt(database) }
    }
  }
}
