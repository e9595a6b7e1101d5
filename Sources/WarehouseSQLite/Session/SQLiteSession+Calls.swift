import Warehouse

extension SQLiteSession {
  @discardableResult
  package func execute(_ sql: String) throws(DatabaseError) -> StatementResult {
    try with { (connection) throws(DatabaseError) in try connection.execute(sql) }
  }

  package func query(
    _ sql: String, _ parameters: [SQLValue], limit: Int?
  ) throws(DatabaseError) -> ResultTable {
    try with { (connection) throws(DatabaseError) in
      try connection.query(sql, parameters, limit: limit)
    }
  }

  package func stream(
    _ sql: String, batchSize: Int, _ body: (ColumnBatch) throws -> Void
  ) throws {
    let connection = try take(.reading)
    defer { giveBack() }
    try connection.stream(sql, batchSize: batchSize, body)
  }

  package func append(
    to relation: Relation, columns: [ColumnDescription], from next: () throws -> ColumnBatch?
  ) throws -> Int {
    let connection = try take(.writing)
    defer { giveBack() }
    return try connection.append(to: relation, columns: columns, from: next)
  }

  package func perform(_ action: TransactionAction) throws(DatabaseError) {
    try with(.writing) { (connection) throws(DatabaseError) in try connection.perform(action) }
  }

  package func relations(inSchema schema: String) throws(DatabaseError) -> [ExistingRelation] {
    try with { (connection) throws(DatabaseError) in try connection.relations(inSchema: schema) }
  }

  package func columns(of relation: Relation) throws(DatabaseError) -> [ColumnDescription] {
    try with { (connection) throws(DatabaseError) in try connection.columns(of: relation) }
  }

  package func createSchema(_ schema: String) throws(DatabaseError) {
    try with(.writing) { (connection) throws(DatabaseError) in
      try connection.createSchema(schema)
    }
  }

  private func with<Result>(
    _ purpose: LendingState.Purpose = .reading,
    _ body: (SQLiteConnection) throws(DatabaseError) -> Result
  ) throws(DatabaseError) -> Result {
    let connection = try take(purpose)
    defer { giveBack() }
    return try body(connection)
  }
}

extension SQLiteSession: StatisticsSession {
  package func statistics(of relation: Relation) throws(DatabaseError) -> RelationStatistics {
    let connection = try take(.reading)
    defer { giveBack() }
    return try connection.statistics(of: relation)
  }
}
