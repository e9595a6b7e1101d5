import CSQLite
import Warehouse

extension SQLiteConnection {
  package func append(
    to relation: Relation, columns: [ColumnDescription], from next: () throws -> ColumnBatch?
  ) throws -> Int {
    if isInTransaction { return try appendRows(to: relation, columns, from: next) }
    return try transaction { try appendRows(to: relation, columns, from: next) }
  }

  private func appendRows(
    to relation: Relation, _ columns: [ColumnDescription], from next: () throws -> ColumnBatch?
  ) throws -> Int {
    database.cancellation.statementStarts()
    var inserter = RowInserter(self, into: relation, columns.map(\.name))
    var count = 0
    while let batch = try next() {
      if database.cancellation.isRequested { throw DatabaseError.interrupted }
      try inserter.insert(batch)
      count += batch.rowCount
    }
    return count
  }
}
