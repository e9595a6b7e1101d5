/// A database that models are materialised into: makes sessions, knows its dialect.
package protocol Warehouse: Sendable {
  var dialect: any Dialect { get }

  /// Says which schemas the project uses, once, before anything is rendered: a warehouse with a
  /// limited number of schemas places them in an order that does not depend on timing.
  /// Default: nothing.
  func reserve(schemas: [String])

  /// Opens a session; called on the thread that will own it.
  ///
  /// Throws: `connection` or `authentication`, with the host, port, file or user in the message and
  /// never a password.
  func connect() throws(DatabaseError) -> any Session
}

extension Warehouse {
  package func reserve(schemas: [String]) {}
}

/// One open connection, used by one thread at a time: every call blocks until the warehouse answers.
package protocol Session: AnyObject {
  var dialect: any Dialect { get }

  /// Runs one or more statements and discards their rows.
  ///
  /// Throws: `statement`, with the position of the mistake where the warehouse tells it.
  @discardableResult
  func execute(_ sql: String) throws(DatabaseError) -> StatementResult

  /// Runs one statement and returns its rows, at most `limit` of them (nil: all).
  ///
  /// Several statements without parameters and a limit are refused, or run, and the last one's rows
  /// returned, as dbt's driver for the warehouse does.
  ///
  /// A limit of 0 describes: the statement is prepared, not run, and the result has its columns, so
  /// that a mistake is found at its position before anything is built from the statement.
  /// `parameters` stand for `$1`, `$2` … on every warehouse.
  func query(_ sql: String, _ parameters: [SQLValue], limit: Int?) throws(DatabaseError)
    -> ResultTable

  /// Runs one statement and hands its rows over in batches of at most `batchSize` rows; memory does
  /// not grow with the number of rows. The first batch is handed over even when it is empty, so that
  /// its columns are known. `body` may throw to stop. Columns keep their types from batch to batch
  /// where the warehouse knows them; on SQLite, a column without a declared type may arrive wider in
  /// a later batch (integers, then doubles, then texts).
  func stream(_ sql: String, batchSize: Int, _ body: (ColumnBatch) throws -> Void) throws

  /// Appends the rows of `next` (nil: no more) to a table by the warehouse's fastest way
  /// (COPY, prepared multi-row INSERT); columns are matched by name. Returns the number of rows.
  func append(
    to relation: Relation, columns: [ColumnDescription], from next: () throws -> ColumnBatch?
  ) throws -> Int

  /// Begins, commits or rolls back the session's transaction.
  ///
  /// Where only one session may write at a time, `.begin` waits for its turn.
  func perform(_ action: TransactionAction) throws(DatabaseError)
  var isInTransaction: Bool { get }

  /// What the catalog knows; a schema that does not exist holds nothing.
  func relations(inSchema schema: String) throws(DatabaseError) -> [ExistingRelation]
  /// Columns in order; empty when the relation does not exist.
  func columns(of relation: Relation) throws(DatabaseError) -> [ColumnDescription]
  /// Creates the schema if it does not exist.
  func createSchema(_ schema: String) throws(DatabaseError)
  /// Runs a `create … if not exists` that other sessions may run at the same moment: one of them
  /// creates, the others find it there. For outside of a transaction. Default: `execute`.
  func createIfAbsent(_ sql: String) throws(DatabaseError)

  /// Nothing more is asked of the session, whoever may still hold it; an open transaction is rolled
  /// back. Default: what is open is closed when the session is released.
  func close()

  /// Interrupts what the session is doing, from any thread.
  var canceller: any SessionCanceller { get }
}

package enum TransactionAction: String, Sendable {
  case begin, commit, rollback
}

/// The part of a session that other threads may touch.
package protocol SessionCanceller: Sendable {
  /// Makes the running statement fail with `cancelled`; does nothing when none is running.
  func cancel()
}

extension Session {
  package func close() {}

  package func createIfAbsent(_ sql: String) throws(DatabaseError) { try execute(sql) }

  package func query(_ sql: String) throws(DatabaseError) -> ResultTable {
    try query(sql, [], limit: nil)
  }

  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
  @discardableResult
  package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    try perform(.begin)
    do {
      let result = try body()
      try perform(.commit)
      return result
    } catch {
      // The connection may be gone; the first error is the one worth reading.
      if isInTransaction { try? perform(.rollback) }
      throw error
    }
  }
}
