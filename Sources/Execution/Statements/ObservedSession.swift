import PlainData
import Warehouse

/// A session whose statements bear the project's comment and are told to the log.
///
/// Errors speak of the statement without the comment, so that places in it stay true.
final class ObservedSession: StatisticsSession {
  private let session: any Session
  private let comment: StatementComment?
  private let log: StatementLog

  init(_ session: any Session, comment: StatementComment?, log: StatementLog) {
    self.session = session
    self.comment = comment
    self.log = log
  }

  var dialect: any Dialect { session.dialect }
  var isInTransaction: Bool { session.isInTransaction }
  var canceller: any SessionCanceller { session.canceller }

  @discardableResult
  func execute(_ sql: String) throws(DatabaseError) -> StatementResult {
    let whole = commented(sql)
    let started = log.began(whole)
    let result: StatementResult
    do {
      result = try session.execute(whole)
    } catch {
      throw uncommented(error, sql)
    }
    log.ended(result.message, since: started)
    return result
  }

  func query(_ sql: String, _ parameters: [SQLValue], limit: Int?) throws(DatabaseError)
    -> ResultTable
  {
    let whole = commented(sql)
    let started = log.began(whole)
    let table: ResultTable
    do {
      table = try session.query(whole, parameters, limit: limit)
    } catch {
      throw uncommented(error, sql)
    }
    log.ended("SELECT \(table.rows.count)", since: started)
    return table
  }

  func stream(_ sql: String, batchSize: Int, _ body: (ColumnBatch) throws -> Void) throws {
    let whole = commented(sql)
    let started = log.began(whole)
    do {
      try session.stream(whole, batchSize: batchSize, body)
    } catch let error as DatabaseError {
      throw uncommented(error, sql)
    }
    log.ended("SELECT", since: started)
  }

  func append(
    to relation: Relation, columns: [ColumnDescription], from next: () throws -> ColumnBatch?
  ) throws -> Int {
    let started = log.began(commented("copy rows into \(dialect.render(relation))"))
    let count = try session.append(to: relation, columns: columns, from: next)
    log.ended("INSERT \(count)", since: started)
    return count
  }

  func perform(_ action: TransactionAction) throws(DatabaseError) {
    let started = log.began(action.rawValue.uppercased())
    try session.perform(action)
    log.ended(action.rawValue.uppercased(), since: started)
  }

  func relations(inSchema schema: String) throws(DatabaseError) -> [ExistingRelation] {
    try session.relations(inSchema: schema)
  }

  func columns(of relation: Relation) throws(DatabaseError) -> [ColumnDescription] {
    try session.columns(of: relation)
  }

  func statistics(of relation: Relation) throws(DatabaseError) -> RelationStatistics {
    try session.knownStatistics(of: relation)
  }

  func createSchema(_ schema: String) throws(DatabaseError) { try session.createSchema(schema) }

  private func commented(_ sql: String) -> String { comment?.added(to: sql) ?? sql }

  private func uncommented(_ error: DatabaseError, _ sql: String) -> DatabaseError {
    guard let comment, error.statement == comment.added(to: sql) else { return error }
    var copy = error
    copy.statement = sql
    copy.position = error.position.map { max(0, $0 - comment.offset) }
    return copy
  }
}
