import Synchronization

/// A connection's session in the hands of whoever works on the connection's thread.
package final class SessionLoan {
  private let warehouse: any Warehouse
  private let canceller: LoanCanceller
  private(set) var session: (any Session)?

  init(_ session: (any Session)?, of warehouse: any Warehouse, _ canceller: LoanCanceller) {
    self.session = session
    self.warehouse = warehouse
    self.canceller = canceller
    canceller.follow(session?.canceller)
  }

  /// The session, opened if need be. Throws: what opening throws; `CancellationError` when the task was
  /// cancelled.
  package func open() throws -> any Session {
    try Task.checkCancellation()
    if let session { return session }
    let opened = try warehouse.connect()
    session = opened
    canceller.follow(opened.canceller)
    return opened
  }

  /// Closes the session; the next `open` makes a new one. For when the server went away.
  package func reset() {
    canceller.follow(nil)
    session?.close()
    session = nil
  }
}

/// Cancels whichever session is lent at the moment.
final class LoanCanceller: Sendable {
  private let current = Mutex<(any SessionCanceller)?>(nil)

  func follow(_ canceller: (any SessionCanceller)?) { current.withLock { $0 = canceller } }

  func cancel() { current.withLock { $0 }?.cancel() }
}
