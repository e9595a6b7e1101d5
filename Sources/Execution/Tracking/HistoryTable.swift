import Warehouse

/// A table of the quality schema to which runs append; made when it is first needed.
struct HistoryTable {
  let relation: Relation

  /// Makes the table with the columns of `batch` if it is not there; outside of a transaction.
  func create(for batch: ColumnBatch, on session: any Session) throws(DatabaseError) {
    var sql: SQL = "create table if not exists \(relation) ("
    for (index, column) in columns(of: batch, session.dialect).enumerated() {
      sql += "\(unsafe: index == 0 ? "" : ", ")\(name: column.name) \(unsafe: column.type)"
    }
    try session.createSchema(relation.schema)
    try session.createIfAbsent((sql + ")").rendered(by: session.dialect).text)
  }

  func append(_ batch: ColumnBatch, on session: any Session) throws {
    var rest = batch.rowCount > 0 ? [batch] : []
    _ = try session.append(to: relation, columns: columns(of: batch, session.dialect)) {
      rest.popLast()
    }
  }

  /// Whether anything has ever been kept.
  func exists(on session: any Session) throws(DatabaseError) -> Bool {
    try session.relations(inSchema: relation.schema).contains {
      $0.relation.identifier == relation.identifier
    }
  }

  private func columns(of batch: ColumnBatch, _ dialect: any Dialect) -> [ColumnDescription] {
    zip(batch.names, batch.columns).map { name, column in
      ColumnDescription(name: name, type: dialect.typeName(of: column.type))
    }
  }
}
