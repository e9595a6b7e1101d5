import Warehouse

/// A session: has a connection of the pool while a statement runs or a transaction is open.
///
/// Settings and temporary relations belong to a connection: a session that has made any keeps its
/// connection.
final class SQLiteSession: Session {
  private let pool: ConnectionPool
  private let sqliteDialect: SQLiteDialect
  private let cancellation = SessionCancellation()
  private var connection: SQLiteConnection?
  /// Calls that are running, one inside the other.
  private var depth = 0
  private var isPersonal = false
  private var isClosed = false

  init(_ pool: ConnectionPool, _ dialect: SQLiteDialect) throws(DatabaseError) {
    self.pool = pool
    sqliteDialect = dialect
    pool.join()
    // What cannot be opened is said at once.
    _ = try take(.reading)
    giveBack()
  }

  deinit { close() }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    // In the middle of a transaction: closing the connection rolls it back.
    if let connection { pool.giveBack(connection, isReusable: false) }
    connection = nil
    cancellation.lend(nil)
    pool.leave()
  }

  var dialect: any Dialect { sqliteDialect }
  var isInTransaction: Bool { connection?.isInTransaction ?? false }
  var canceller: any SessionCanceller { cancellation }

  func take(_ purpose: LendingState.Purpose) throws(DatabaseError) -> SQLiteConnection {
    if isClosed { throw DatabaseError(.connection, "the session is closed") }
    let connection: SQLiteConnection
    if let held = self.connection {
      connection = held
    } else {
      cancellation.statementStarts()
      connection = try pool.take(purpose, unless: cancellation)
      cancellation.lend(connection.database.cancellation)
      self.connection = connection
    }
    depth += 1
    return connection
  }

  /// Ends what `take` began; the connection goes back unless it is still needed.
  func giveBack() {
    depth -= 1
    guard let connection, depth == 0, !connection.isInTransaction else { return }
    guard !isPersonal else { return }
    // Whoever shares the one connection of a database in memory shares its settings, too.
    isPersonal =
      !pool.isSingle && (connection.isPersonal || connection.holdsTemporaryRelations)
    guard !isPersonal else { return }
    cancellation.lend(nil)
    self.connection = nil
    pool.giveBack(connection, isReusable: connection.database.isUsable)
  }
}
