internal import Parallelism
package import Warehouse

extension Simulation {
  /// Rows of a batch, about.
  private static let batchRows = 8192

  /// Calls `body` with the rows of the output, in order, on the calling thread.
  ///
  /// The rows do not depend on `threads`; no batch is empty, and memory does not grow with the rows.
  package func forEachBatch(threads: Int, _ body: (ColumnBatch) throws -> Void) throws {
    try forEachPart(threads: threads) {
      $0
    } _: { batch in
      if batch.rowCount > 0 { try body(batch) }
    }
  }

  /// Calls `body` with what `make` makes of each batch on one of the threads, in order, on the calling thread.
  func forEachPart<Part: Sendable>(
    threads: Int, _ make: @escaping @Sendable (ColumnBatch) -> Part, _ body: (Part) throws -> Void
  ) throws {
    let table = table
    let size = max(1, Simulation.batchRows / table.rowsPerUnit)
    let parts = (table.unitCount + size - 1) / size
    try OrderedLoop.run(count: parts, threads: threads) { index in
      let start = index * size
      var rows = TextRows(table.columns, rows: size * table.rowsPerUnit * 17 / 16)
      table.append(start..<min(start + size, table.unitCount), to: &rows)
      return make(rows.batch)
    } _: { part in
      try body(part)
    }
  }
}
