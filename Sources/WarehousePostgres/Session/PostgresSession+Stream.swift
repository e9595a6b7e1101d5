internal import CPostgres
package import Warehouse

extension PostgresSession {
  package func stream(
    _ sql: String, batchSize: Int, _ body: (ColumnBatch) throws -> Void
  ) throws {
    let columns = try describe(sql)
    guard !columns.isEmpty else {
      try execute(sql)
      return try body(ColumnBatch(names: [], columns: [], rowCount: 0))
    }
    // Leaving early means cancelling; in a transaction, that must not undo what came before.
    let isNested = isInTransaction
    if isNested { try execute("savepoint \(Self.savepoint)") }
    var reader = StreamedStatement(sql: sql, columns: columns, batchSize: batchSize)
    do {
      try link.receive(&reader, body)
    } catch {
      link.abandon()
      if isNested, !reader.wasRefused { try returnToSavepoint() }
      throw error
    }
    if isNested { try execute("release savepoint \(Self.savepoint)") }
  }
}

extension PostgresSession {
  /// Undoes what was read and cancelled, and nothing else.
  func returnToSavepoint() throws(DatabaseError) {
    try link.cleanUp { () throws(DatabaseError) in
      try execute("rollback to savepoint \(Self.savepoint); release savepoint \(Self.savepoint)")
    }
  }
}

/// A statement whose rows are being handed over.
private struct StreamedStatement {
  let sql: String
  let copy: CopyOutStatement
  var decoder: RowDecoder
  /// Whether the server itself ended the statement, which leaves a transaction failed.
  var wasRefused = false
  var handedOver = false

  init(sql: String, columns: [ResultColumn], batchSize: Int) {
    self.sql = sql
    copy = CopyOutStatement(sql, types: columns.map(\.type))
    decoder = RowDecoder(
      columns.map { ($0.description.name, $0.type.wireType ?? .text) },
      batchSize: max(1, batchSize))
  }

  mutating func handOver(_ body: (ColumnBatch) throws -> Void) throws {
    handedOver = true
    try body(decoder.take())
  }
}

extension Link {
  fileprivate func receive(
    _ statement: inout StreamedStatement, _ body: (ColumnBatch) throws -> Void
  ) throws {
    try send(statement.copy.text)
    guard let first = next() else { throw failure(statement: statement.sql) }
    try check(first, &statement)
    while true {
      var buffer: UnsafeMutablePointer<CChar>?
      let count = PQgetCopyData(pointer, &buffer, 0)
      guard count > 0 else { break }
      defer { PQfreemem(buffer) }
      try statement.decoder.read(UnsafeRawBufferPointer(start: buffer, count: Int(count)))
      if statement.decoder.isFull { try statement.handOver(body) }
    }
    while let result = next() { try check(result, &statement) }
    if statement.decoder.rowCount > 0 || !statement.handedOver { try statement.handOver(body) }
  }

  private func check(
    _ result: borrowing QueryResult, _ statement: inout StreamedStatement
  ) throws(DatabaseError) {
    guard result.isError else { return }
    statement.wasRefused = true
    throw failure(
      result, sent: statement.copy.text, statement: statement.sql, offset: statement.copy.offset)
  }
}
