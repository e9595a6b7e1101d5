import Diagnostics
import PlainData
import SwiftModels
import Synchronization
import Warehouse

/// An input held in memory, given out in small batches.
final class MemoryInput: InputTable {
  let name: String
  let batch: ColumnBatch
  var readings = 0
  private let batchSize: Int

  init(_ name: String, _ columns: [(String, ColumnVector)], batchSize: Int = 100) {
    self.name = name
    self.batchSize = batchSize
    batch = ColumnBatch(
      names: columns.map(\.0), columns: columns.map(\.1), rowCount: columns.first?.1.count ?? 0)
  }

  var columns: [ModelColumn] { zip(batch.names, batch.columns).map { ModelColumn($0, $1.type) } }

  func forEachBatch(_ selection: InputSelection, _ body: (ColumnBatch) throws -> Void) throws {
    readings += 1
    let names = selection.columns ?? batch.names
    let size = min(batchSize, selection.batchSize)
    for start in stride(from: 0, to: batch.rowCount, by: size) {
      let rows = Array(start..<min(start + size, batch.rowCount))
      try body(batch.taking(rows, of: names))
    }
  }
}

extension ColumnBatch {
  /// The rows of these numbers, in this order.
  func taking(_ rows: [Int], of names: [String]) -> ColumnBatch {
    ColumnBatch(
      names: names, columns: names.compactMap { self[$0]?.taking(rows) }, rowCount: rows.count)
  }
}

extension ColumnVector {
  func taking(_ rows: [Int]) -> ColumnVector {
    let storage: Storage =
      switch self.storage {
      case .booleans(let values): .booleans(rows.map { values[$0] })
      case .integers(let values): .integers(rows.map { values[$0] })
      case .doubles(let values): .doubles(rows.map { values[$0] })
      case .decimals(let values): .decimals(TextVector(rows.map { values[$0] }))
      case .texts(let values): .texts(TextVector(rows.map { values[$0] }))
      case .dates(let values): .dates(rows.map { values[$0] })
      case .timestamps(let values): .timestamps(rows.map { values[$0] })
      case .timestampsWithTimeZone(let values): .timestampsWithTimeZone(rows.map { values[$0] })
      }
    return ColumnVector(storage, validity: validity.map { validity in rows.map { validity[$0] } })
  }
}

/// An output held in memory, row by row.
final class MemoryOutput: OutputTable {
  var rows: [[SQLValue]] = []
  var names: [String] = []
  var batches = 0

  func append(_ batch: ColumnBatch) throws {
    names = batch.names
    batches += 1
    for row in 0..<batch.rowCount { rows.append(batch.columns.map { $0[row] }) }
  }

  subscript(name: String) -> [SQLValue] {
    names.firstIndex(of: name).map { index in rows.map { $0[index] } } ?? []
  }
}

/// Keeps metrics; is cancelled after some calls of `isCancelled`.
final class MemoryMonitor: ModelMonitor {
  private let state = Mutex(
    (metrics: [String: Double](), facts: [String: String](), left: Int.max))

  init(cancelledAfter calls: Int = .max) {
    state.withLock { $0.left = calls }
  }

  var metrics: [String: Double] { state.withLock { $0.metrics } }
  var facts: [String: String] { state.withLock { $0.facts } }

  var isCancelled: Bool {
    state.withLock { state in
      state.left -= 1
      return state.left < 0
    }
  }

  func progress(rows: Int, total: Int?, phase: String) {}
  func metric(_ name: String, _ value: Double) { state.withLock { $0.metrics[name] = value } }
  func fact(_ name: String, _ text: String) { state.withLock { $0.facts[name] = text } }
}

/// Runs a model on memory, as execution runs it on a warehouse.
struct ModelRun {
  let output = MemoryOutput()
  let columns: [ModelColumn]
  let metrics: [String: Double]
  let facts: [String: String]

  init(
    _ model: any SwiftModel, _ arguments: ModelArguments, _ inputs: [MemoryInput] = [],
    threads: Int = 1, monitor: MemoryMonitor = MemoryMonitor(),
    artifacts: MemoryArtifacts = MemoryArtifacts(), day: Int64 = 0
  ) throws {
    try model.diagnose(arguments, inputs: inputs.count)
    let request = ModelRequest(
      arguments: arguments,
      inputs: inputs.map { ModelInput(name: $0.name, columns: $0.columns) })
    columns = try model.plannedColumns(for: request)
    let context = ModelContext(
      inputs: inputs, output: output, threads: threads, monitor: monitor, artifacts: artifacts,
      startedAt: day * 86_400_000_000)
    try model.perform(request, in: context)
    metrics = monitor.metrics
    facts = monitor.facts
  }
}
