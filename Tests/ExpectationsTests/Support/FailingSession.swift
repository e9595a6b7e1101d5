import Warehouse

/// A session whose queries fail with an error from one of them on, counted from 0.
final class FailingSession: Session {
  private let inner: any Session
  private let first: Int
  private let error: DatabaseError
  private(set) var queries = 0

  init(_ inner: any Session, from first: Int, with error: DatabaseError) {
    self.inner = inner
    self.first = first
    self.error = error
  }

  var dialect: any Dialect { inner.dialect }
  var isInTransaction: Bool { inner.isInTransaction }
  var canceller: any SessionCanceller { inner.canceller }

  func query(_ sql: String, _ parameters: [SQLValue], limit: Int?) throws(DatabaseError)
    -> ResultTable
  {
    queries += 1
    if queries > first { throw error }
    return try inner.query(sql, parameters, limit: limit)
  }

  func execute(_ sql: String) throws(DatabaseError) -> StatementResult { try inner.execute(sql) }

  func stream(_ sql: String, batchSize: Int, _ body: (ColumnBatch) throws -> Void) throws {
    try inner.stream(sql, batchSize: batchSize, body)
  }

  func append(
    to relation: Relation, columns: [ColumnDescription], from next: () throws -> ColumnBatch?
  ) throws -> Int {
    try inner.append(to: relation, columns: columns, from: next)
  }

  func perform(_ action: TransactionAction) throws(DatabaseError) { try inner.perform(action) }

  func relations(inSchema schema: String) throws(DatabaseError) -> [ExistingRelation] {
    try inner.relations(inSchema: schema)
  }

  func columns(of relation: Relation) throws(DatabaseError) -> [ColumnDescription] {
    try inner.columns(of: relation)
  }

  func createSchema(_ schema: String) throws(DatabaseError) { try inner.createSchema(schema) }
}
