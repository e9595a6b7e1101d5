internal import CPostgres
package import Warehouse

/// One open connection to PostgreSQL.
///
/// The server's time zone is left as it is: `timestamp with time zone` is read as a point in UTC
/// whatever that setting says, and only SQL that prints or parses times depends on it.
package final class PostgresSession: Session {
  let link: Link
  package let canceller: any SessionCanceller
  /// Names of types the server was asked for.
  var typeNames: [ServerType: String] = [:]

  package var dialect: any Dialect { PostgresDialect() }
  package var isInTransaction: Bool { link.isInTransaction }

  init(_ link: Link) {
    self.link = link
    canceller = PostgresCanceller(link)
  }

  @discardableResult
  package func execute(_ sql: String) throws(DatabaseError) -> StatementResult {
    try link.send(sql)
    link.receiveRowByRow()
    var last = StatementResult(message: "", code: "")
    var refusal: DatabaseError?
    while let result = link.next() {
      switch result.status {
      case PGRES_SINGLE_TUPLE: continue
      case PGRES_COPY_IN: PQputCopyEnd(link.pointer, "there is no input to copy from")
      case PGRES_COPY_OUT: link.dropCopyData()
      case PGRES_EMPTY_QUERY: continue
      case _ where result.isError:
        refusal = refusal ?? link.failure(result, sent: sql, statement: sql)
      default: last = result.statement
      }
    }
    if let refusal { throw refusal }
    return last
  }

  package func perform(_ action: TransactionAction) throws(DatabaseError) {
    // The server only warns of either.
    if isInTransaction == (action == .begin), !link.isLost { throw .misplaced(action) }
    if action == .rollback {
      return try link.cleanUp { () throws(DatabaseError) in try execute(action.rawValue) }
    }
    let result = try execute(action.rawValue)
    // A commit of a failed transaction is answered with a rollback, and no error.
    if action == .commit, result.code == "ROLLBACK" {
      throw DatabaseError(
        .statement, "the transaction was rolled back: a statement in it had been refused",
        code: "25P02", statement: action.rawValue)
    }
  }
}

extension DatabaseError {
  fileprivate static func misplaced(_ action: TransactionAction) -> DatabaseError {
    action == .begin
      ? DatabaseError(
        .statement, "a transaction is open already", code: "25001", statement: action.rawValue)
      : DatabaseError(
        .statement, "there is no transaction to \(action.rawValue)", code: "25P01",
        statement: action.rawValue)
  }
}
