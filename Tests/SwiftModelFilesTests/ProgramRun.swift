import SwiftModels
import Synchronization
import Warehouse

/// An input in memory.
final class MemoryTable: InputTable {
  let name: String
  let batch: ColumnBatch

  init(_ name: String, _ columns: [(String, ColumnVector)]) {
    self.name = name
    batch = ColumnBatch(
      names: columns.map(\.0), columns: columns.map(\.1), rowCount: columns[0].1.count)
  }

  var columns: [ModelColumn] { zip(batch.names, batch.columns).map { ModelColumn($0, $1.type) } }

  func forEachBatch(_ selection: InputSelection, _ body: (ColumnBatch) throws -> Void) throws {
    try body(batch)
  }
}

/// A model run on memory, as execution runs it.
struct ProgramRun {
  let columns: [ModelColumn]
  let rows: [[SQLValue]]
  let metrics: [String: Double]

  init(
    _ model: any SwiftModel, _ arguments: ModelArguments, _ inputs: [MemoryTable],
    monitor: Monitor = Monitor()
  ) throws {
    let request = ModelRequest(
      arguments: arguments, inputs: inputs.map { ModelInput(name: $0.name, columns: $0.columns) })
    columns = try model.plannedColumns(for: request)
    let output = Rows()
    try model.perform(
      request, in: ModelContext(inputs: inputs, output: output, threads: 1, monitor: monitor))
    rows = output.rows
    metrics = monitor.metrics.withLock { $0 }
  }
}

private final class Rows: OutputTable {
  var rows: [[SQLValue]] = []

  func append(_ batch: ColumnBatch) throws {
    for row in 0..<batch.rowCount { rows.append(batch.columns.map { $0[row] }) }
  }
}

/// Keeps metrics; may be cancelled from the moment that the program has told of its progress.
final class Monitor: ModelMonitor {
  let metrics = Mutex<[String: Double]>([:])
  private let isBusy = Mutex(false)
  private let cancelsBusyPrograms: Bool

  init(cancelsBusyPrograms: Bool = false) {
    self.cancelsBusyPrograms = cancelsBusyPrograms
  }

  var isCancelled: Bool { cancelsBusyPrograms && isBusy.withLock { $0 } }
  func progress(rows: Int, total: Int?, phase: String) { isBusy.withLock { $0 = true } }
  func metric(_ name: String, _ value: Double) { metrics.withLock { $0[name] = value } }
}
