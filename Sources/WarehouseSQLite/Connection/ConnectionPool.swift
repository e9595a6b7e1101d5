import Synchronization
import Warehouse

/// The connections of a warehouse, lent to its sessions for a statement or a transaction at a time.
///
/// A connection knows the schema from when it last ran something. After another one has changed it, the
/// whole schema is parsed again, which with a thousand relations takes longer than most statements.
/// Sessions therefore share what knows the schema: it is lent first, and a session rather waits
/// for it, as long as parsing would take, than wakes one that would have to parse.
final class ConnectionPool: Sendable {
  private let open: @Sendable () throws(DatabaseError) -> SQLiteConnection
  private let state: Mutex<LendingState>
  let isSingle: Bool

  /// - Parameter isSingle: whether there is one connection only, for which everybody waits.
  init(isSingle: Bool, open: @escaping @Sendable () throws(DatabaseError) -> SQLiteConnection) {
    self.open = open
    self.isSingle = isSingle
    state = Mutex(LendingState(isSingle: isSingle))
  }

  /// A session begins that will ask for connections.
  func join() { state.withLock { $0.sessions += 1 } }

  /// A session has ended. With the last one all connections are closed, upon which SQLite folds its
  /// log into the file and removes it: whoever copies the file has everything.
  func leave() {
    let unused = state.withLock { $0.leave() }
    withExtendedLifetime(unused) {}
  }

  /// Lends a connection, opened if need be.
  ///
  /// Throws: `cancelled` while it waits; what opening throws.
  func take(_ purpose: LendingState.Purpose, unless cancellation: SessionCancellation)
    throws(DatabaseError) -> SQLiteConnection
  {
    let borrower = Borrower()
    let start = ContinuousClock.now
    var decision = state.withLock { $0.ask(borrower, purpose) }
    while case .wait(let milliseconds) = decision {
      let wasLent = borrower.semaphore.wait(milliseconds: milliseconds)
      if !wasLent, cancellation.isRequested { throw abandon(borrower) }
      decision = state.withLock { $0.ask(again: borrower, purpose, after: start.milliseconds) }
    }
    guard case .lent(let loan) = decision else { return try openAnother() }
    if !loan.knowsSchema { try refresh(loan.connection) }
    return loan.connection
  }

  /// Takes a connection back; one that is broken or that a session has made its own is closed.
  func giveBack(_ connection: SQLiteConnection, isReusable: Bool) {
    let changes = connection.changesSchema
    connection.changesSchema = false
    let loan = LendingState.Loan(connection: connection)
    state.withLock { $0.giveBack(loan, changesSchema: changes, isReusable: isReusable) }
  }

  private func openAnother() throws(DatabaseError) -> SQLiteConnection {
    let connection: SQLiteConnection
    do {
      connection = try open()
    } catch {
      state.withLock { $0.didNotOpen() }
      throw error
    }
    let loan = LendingState.Loan(connection: connection)
    state.withLock { $0.opened(loan) }
    try refresh(connection)
    return connection
  }

  private func refresh(_ connection: SQLiteConnection) throws(DatabaseError) {
    let start = ContinuousClock.now
    connection.database.cancellation.statementStarts()
    do {
      try connection.refreshSchemas()
    } catch {
      giveBack(connection, isReusable: false)
      throw error
    }
    let milliseconds = start.milliseconds
    state.withLock { $0.loadingMilliseconds = milliseconds }
  }

  private func abandon(_ borrower: Borrower) -> DatabaseError {
    state.withLock { $0.leave(borrower) }
    return .interrupted
  }
}

/// A session that waits for a connection.
final class Borrower: Sendable {
  let semaphore = Semaphore()
}

extension ContinuousClock.Instant {
  fileprivate var milliseconds: Int {
    let (seconds, attoseconds) = duration(to: .now).components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
