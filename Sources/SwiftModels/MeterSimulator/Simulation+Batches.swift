internal import Parallelism
package import Warehouse

extension Simulation {
  /// Rows of a batch, about.
  private static let batchRows = 8192

  /// Calls `body` with the rows of the output, in order, on the calling thread.
  ///
  /// The rows do not depend on `threads`; no batch is empty, and memory does not grow with the rows.
  package func forEachBatch(threads: Int, _ body: (ColumnBatch) throws -> Void) throws {
    let table = table
    let size = max(1, Simulation.batchRows / table.rowsPerUnit)
    let parts = (table.unitCount + size - 1) / size
    let round = max(1, threads) * 2
    for first in stride(from: 0, to: parts, by: round) {
      let batches = ParallelLoop.map(count: min(round, parts - first), threads: threads) { index in
        let start = (first + index) * size
        var rows = TextRows(table.columns, rows: size * table.rowsPerUnit * 17 / 16)
        table.append(start..<min(start + size, table.unitCount), to: &rows)
        return rows.batch
      }
      for batch in batches where batch.rowCount > 0 { try body(batch) }
    }
  }
}
