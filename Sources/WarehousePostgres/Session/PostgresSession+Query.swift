internal import CPostgres
package import Warehouse

extension PostgresSession {
  package func query(
    _ sql: String, _ parameters: [SQLValue], limit: Int?
  ) throws(DatabaseError) -> ResultTable {
    if limit == 0 { return ResultTable(columns: try describe(sql).map(\.description)) }
    guard let limit else { return try receiveAll(sql, parameters) }
    // Stopping early means cancelling; in a transaction, that must not undo what came before.
    let isNested = isInTransaction
    if isNested { try execute("savepoint \(Self.savepoint)") }
    let (table, wasCut) = try receive(sql, parameters, limit: limit)
    if isNested {
      if wasCut {
        try returnToSavepoint()
      } else {
        try execute("release savepoint \(Self.savepoint)")
      }
    }
    return table
  }

  static let savepoint = "swiftdbt_reading"

  private func receiveAll(
    _ sql: String, _ parameters: [SQLValue]
  ) throws(DatabaseError) -> ResultTable {
    try receive(sql, parameters, limit: .max).table
  }

  private func receive(
    _ sql: String, _ parameters: [SQLValue], limit: Int
  ) throws(DatabaseError) -> (table: ResultTable, wasCut: Bool) {
    // A text that binds nothing and is read to its end may hold several statements; the last one counts.
    let isWhole = parameters.isEmpty && limit == .max
    if isWhole { try link.send(sql) } else { try link.send(sql, parameters) }
    if limit < .max { link.receiveRowByRow() }
    var types: [ServerType] = []
    var names: [String] = []
    var rows: [[SQLValue]] = []
    var refusal: DatabaseError?
    var wasCut = false
    while let result = link.next() {
      if result.isError {
        refusal = refusal ?? link.failure(result, sent: sql, statement: sql)
      } else if result.status == PGRES_EMPTY_QUERY {
        refusal = DatabaseError(.statement, "can't execute an empty query", statement: sql)
      } else if result.status == PGRES_COPY_IN || result.status == PGRES_COPY_OUT {
        throw refuseCopy(sql)
      } else {
        if types.isEmpty || isWhole {
          rows = []
          types = result.columnTypes
          names = result.columnNames
        }
        for row in 0..<result.rowCount {
          if rows.count == limit {
            link.abandon()
            wasCut = true
            break
          }
          rows.append(TextDecoding.row(row, of: result, types))
        }
      }
    }
    if let refusal { throw refusal }
    let described = try describe(names, types).map(\.description)
    return (ResultTable(columns: described, rows: rows), wasCut)
  }

  private func refuseCopy(_ sql: String) -> DatabaseError {
    link.abandon()
    return DatabaseError(.statement, "a COPY to or from the client is no query", statement: sql)
  }
}
