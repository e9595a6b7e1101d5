/// A session with a thread of its own: blocking calls never run on the cooperative pool.
package actor Connection {
  private let executor: ThreadExecutor
  private let warehouse: any Warehouse
  private var session: (any Session)?

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  /// The session is opened by the first `run`.
  package init(to warehouse: any Warehouse) {
    self.warehouse = warehouse
    executor = ThreadExecutor()
  }

  /// Runs `body` with the session on the connection's own thread; cancelling the task interrupts
  /// the statement that is running.
  @discardableResult
  package func run<Result: Sendable>(
    _ body: @Sendable (any Session) throws -> Result
  ) async throws -> Result {
    let session = try openSession()
    let canceller = session.canceller
    return try await withTaskCancellationHandler {
      try Task.checkCancellation()
      return try perform(body)
    } onCancel: {
      canceller.cancel()
    }
  }

  /// Runs `body` on the connection's own thread for as long as it likes; the session is opened when it is
  /// first asked for. Cancelling the task interrupts what the session is doing.
  package func work(_ body: @Sendable (SessionLoan) -> Void) async {
    let canceller = LoanCanceller()
    let loan = SessionLoan(session, of: warehouse, canceller)
    await withTaskCancellationHandler {
      body(loan)
    } onCancel: {
      canceller.cancel()
    }
    session = loan.session
    canceller.follow(nil)
  }

  /// Closes the session; the next `run` opens a new one. For when the server went away, and when a
  /// run is over.
  package func reset() {
    session?.close()
    session = nil
  }

  private func perform<Result: Sendable>(
    _ body: @Sendable (any Session) throws -> Result
  ) throws -> Result {
    try body(try openSession())
  }

  private func openSession() throws -> any Session {
    if let session { return session }
    let opened = try warehouse.connect()
    session = opened
    return opened
  }
}
