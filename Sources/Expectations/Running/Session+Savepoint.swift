package import Warehouse

extension Session {
  /// Runs `body`; in a transaction, with a savepoint, so that a statement that is refused does not
  /// spoil the transaction.
  package func inSavepoint<Value>(_ body: (any Session) throws(DatabaseError) -> Value)
    throws(DatabaseError) -> Value
  {
    guard isInTransaction else { return try body(self) }
    try execute("SAVEPOINT expectation")
    do throws(DatabaseError) {
      let value = try body(self)
      try execute("RELEASE SAVEPOINT expectation")
      return value
    } catch {
      try execute("ROLLBACK TO SAVEPOINT expectation")
      try execute("RELEASE SAVEPOINT expectation")
      throw error
    }
  }
}
