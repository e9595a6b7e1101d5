import CSQLite
import Warehouse

extension SQLiteConnection {
  package func query(
    _ sql: String, _ parameters: [SQLValue], limit: Int?
  ) throws(DatabaseError) -> ResultTable {
    database.cancellation.statementStarts()
    let text = try StatementText(sql)
    if limit == 0 { try refreshSchemas() }
    guard let statement = try single(text) else { return ResultTable() }
    try bind(parameters, to: statement, of: text)
    if limit == 0 { return ResultTable(columns: statement.columns) }
    if !statement.isReadOnly { try takeTurn() }
    defer {
      statement.reset()
      keepOrReleaseTurn()
    }
    note(text.keyword(in: statement.range))
    return try rows(of: statement, text, limit: limit)
  }

  /// The first step may prepare the statement anew, with other columns, when another session has
  /// changed a table since: columns are looked at after it.
  private func rows(
    of statement: Statement, _ text: StatementText, limit: Int?
  ) throws(DatabaseError) -> ResultTable {
    var hasRow = try start(statement, of: text)
    var result = ResultTable(columns: statement.columns)
    let types = result.columns.map { sqliteDialect.columnType(ofSQLType: $0.type) }
    while hasRow {
      result.rows.append(
        types.indices.map { Value.read(statement.handle, Int32($0), as: types[$0]) })
      if result.rows.count == limit { break }
      hasRow = try step(statement, of: text)
    }
    return result
  }

  package func stream(
    _ sql: String, batchSize: Int, _ body: (ColumnBatch) throws -> Void
  ) throws {
    precondition(batchSize > 0, "a batch holds at least one row")
    database.cancellation.statementStarts()
    let text = try StatementText(sql)
    guard let statement = try single(text) else {
      return try body(ColumnBatch(names: [], columns: [], rowCount: 0))
    }
    if !statement.isReadOnly { try takeTurn() }
    defer {
      statement.reset()
      keepOrReleaseTurn()
    }
    var hasRow = try start(statement, of: text)
    var reader = BatchReader(statement, dialect: sqliteDialect)
    var isFirst = true
    while isFirst || hasRow {
      while hasRow, reader.rowCount < batchSize {
        reader.readRow()
        hasRow = try step(statement, of: text)
      }
      try body(reader.takeBatch())
      isFirst = false
    }
  }

  /// The first step of a statement; one that only reads takes it in a transaction (see `reading`),
  /// and the state it sees then stays the same to its last row.
  func start(_ statement: Statement, of text: StatementText) throws(DatabaseError) -> Bool {
    guard statement.isReadOnly, !isInTransaction,
      Self.queries.contains(text.keyword(in: statement.range))
    else { return try step(statement, of: text) }
    return try database.reading { () throws(DatabaseError) in try step(statement, of: text) }
  }

  private static let queries: Set = ["SELECT", "WITH", "VALUES"]

  /// A conflict that ends the wait for another process because of a cancellation is a cancellation.
  func step(_ statement: Statement, of text: StatementText) throws(DatabaseError) -> Bool {
    do {
      return try database.step(statement, of: text)
    } catch {
      throw database.cancellation.isRequested && error.kind == .conflict ? .interrupted : error
    }
  }

  /// Throws: `statement` when a second statement follows.
  private func single(_ text: StatementText) throws(DatabaseError) -> Statement? {
    guard let statement = try prepare(text) else { return nil }
    let end = statement.range.upperBound
    if text.bytes[end...].dropLast().allSatisfy({ $0 <= 32 }) { return statement }
    if try database.prepare(text, at: end) == nil { return statement }
    throw DatabaseError(
      .statement, "a query is one statement, and here a second one follows", position: end,
      statement: text.sql)
  }

  private func bind(
    _ parameters: [SQLValue], to statement: Statement, of text: StatementText
  ) throws(DatabaseError) {
    let expected = Int(sqlite3_bind_parameter_count(statement.handle))
    guard expected == parameters.count else {
      throw DatabaseError(
        .statement, "the statement has \(expected) parameters, and \(parameters.count) were given",
        statement: text.sql)
    }
    for (index, value) in parameters.enumerated() {
      let named = sqlite3_bind_parameter_index(statement.handle, "$\(index + 1)")
      let status = Value.bind(value, to: statement.handle, at: named > 0 ? named : Int32(index + 1))
      if status != SQLITE_OK {
        throw DatabaseError(of: database.handle, file: database.file, statement: text.sql)
      }
    }
  }
}
