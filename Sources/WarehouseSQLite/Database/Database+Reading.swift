import Warehouse

extension Database {
  /// Runs `body` in a transaction that sees one state of the file, or in the one that is open.
  ///
  /// A statement that finds the schema changed is prepared anew, for which the whole schema is
  /// parsed. Outside of a transaction the schema may have changed again by then; SQLite tries fifty
  /// times, and then gives up with `SQLITE_SCHEMA`. Beside a session that makes a relation every
  /// few milliseconds that happens. In a transaction the schema stays as it was parsed.
  ///
  /// A statement that `body` has started may go on afterwards.
  func reading<Result>(_ body: () throws(DatabaseError) -> Result) throws(DatabaseError) -> Result {
    if isInTransaction { return try body() }
    try runAgain("begin")
    do {
      let result = try body()
      try runAgain("commit")
      return result
    } catch {
      // The first error is the one worth reading; a connection that is gone shows in what comes next.
      try? withoutCancellation { () throws(DatabaseError) in try run("rollback") }
      throw error
    }
  }
}
