import Warehouse

/// A session that is connected to nothing: with `--no-introspect`, every question is refused.
final class SilentSession: Session {
  let dialect: any Dialect

  init(dialect: any Dialect) {
    self.dialect = dialect
  }

  var isInTransaction: Bool { false }
  var canceller: any SessionCanceller { NoCanceller() }

  func execute(_ sql: String) throws(DatabaseError) -> StatementResult { throw refusal }

  func query(_ sql: String, _ parameters: [SQLValue], limit: Int?) throws(DatabaseError)
    -> ResultTable
  {
    throw refusal
  }

  func stream(_ sql: String, batchSize: Int, _ body: (ColumnBatch) throws -> Void) throws {
    throw refusal
  }

  func append(
    to relation: Relation, columns: [ColumnDescription], from next: () throws -> ColumnBatch?
  ) throws -> Int {
    throw refusal
  }

  func perform(_ action: TransactionAction) throws(DatabaseError) { throw refusal }

  func relations(inSchema schema: String) throws(DatabaseError) -> [ExistingRelation] {
    throw refusal
  }

  func columns(of relation: Relation) throws(DatabaseError) -> [ColumnDescription] {
    throw refusal
  }

  func createSchema(_ schema: String) throws(DatabaseError) { throw refusal }

  /// dbt's words for it.
  private var refusal: DatabaseError {
    DatabaseError(
      .statement, "connection never acquired for thread: templates may not ask the warehouse",
      hint: "leave out `--no-introspect`")
  }
}

private struct NoCanceller: SessionCanceller {
  func cancel() {}
}
