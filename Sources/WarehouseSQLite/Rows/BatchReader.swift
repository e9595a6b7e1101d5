import CSQLite
import Warehouse

/// Collects the rows of a statement into batches.
struct BatchReader {
  private let statement: Statement
  private let names: [String]
  private var columns: [ColumnCollector]
  private(set) var rowCount = 0

  init(_ statement: Statement, dialect: SQLiteDialect) {
    self.statement = statement
    names = statement.columns.map(\.name)
    columns = statement.columns.map {
      ColumnCollector(
        declared: dialect.columnType(ofSQLType: $0.type), isNumeric: $0.type.uppercased() == "NUM")
    }
  }

  /// Takes over the row the statement stands on.
  mutating func readRow() {
    for index in columns.indices { columns[index].read(statement.handle, Int32(index)) }
    rowCount += 1
  }

  /// The rows read so far; the reader is empty afterwards.
  mutating func takeBatch() -> ColumnBatch {
    let batch = ColumnBatch(
      names: names, columns: columns.indices.map { columns[$0].take() }, rowCount: rowCount)
    rowCount = 0
    return batch
  }
}
