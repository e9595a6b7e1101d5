internal import CPostgres
package import Warehouse

extension PostgresSession {
  package func append(
    to relation: Relation, columns: [ColumnDescription], from next: () throws -> ColumnBatch?
  ) throws -> Int {
    let list = columns.map { dialect.quote($0.name) }.joined(separator: ", ")
    let table = dialect.render(relation)
    // The server knows the types better than a description does, domains included.
    let targets = try describe("select \(list) from \(table)").map {
      RowEncoder.Target(name: $0.description.name, type: $0.type)
    }
    guard let first = try next() else { return 0 }
    let encoder = RowEncoder(targets, first: first)
    let sql = "copy \(table) (\(list)) from stdin (format \(encoder.format.rawValue))"
    let input = CopyInput(link, sql)
    try input.start()
    do {
      try send(first, next, with: encoder, to: input)
    } catch {
      input.fail()
      throw error
    }
    return try input.finish()
  }

  private func send(
    _ first: ColumnBatch, _ next: () throws -> ColumnBatch?, with encoder: RowEncoder,
    to input: CopyInput
  ) throws {
    encoder.appendHeader(to: input.buffer)
    var batch: ColumnBatch? = first
    while let rows = batch {
      // The server reads on after it was told to cancel: it has to be asked here.
      if Task.isCancelled { throw DatabaseError.cancelled(statement: input.sql) }
      try encoder.append(rows, to: input.buffer, flush: input.flush)
      batch = try next()
    }
    encoder.appendTrailer(to: input.buffer)
    try input.flush()
  }
}

/// A `COPY … FROM STDIN` while it takes data.
private final class CopyInput {
  let buffer = CopyBuffer()
  private let link: Link
  let sql: String

  init(_ link: Link, _ sql: String) {
    self.link = link
    self.sql = sql
  }

  func start() throws(DatabaseError) {
    try link.send(sql)
    guard let result = link.next() else { throw link.failure(statement: sql) }
    if result.isError {
      let refusal = link.failure(result, sent: sql, statement: sql)
      link.drain()
      throw refusal
    }
  }

  func flush() throws(DatabaseError) {
    let bytes = buffer.bytes
    let sent = PQputCopyData(
      link.pointer, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    buffer.removeAll()
    if sent != 1 { throw link.failure(statement: sql) }
  }

  /// Ends the copy so that none of its rows stay.
  func fail() {
    PQputCopyEnd(link.pointer, "the client gave up")
    link.drain()
  }

  /// The number of rows the server took.
  func finish() throws(DatabaseError) -> Int {
    guard PQputCopyEnd(link.pointer, nil) == 1 else { throw link.failure(statement: sql) }
    var count = 0
    var refusal: DatabaseError?
    while let result = link.next() {
      if result.isError {
        refusal = refusal ?? link.failure(result, sent: sql, statement: sql)
      } else {
        count = result.statement.rowsAffected ?? count
      }
    }
    if let refusal { throw refusal }
    return count
  }
}
