import PlainData
import SwiftModels
import Synchronization
import Warehouse

/// One run of a Swift model on a thread of its own.
final class SwiftModelRun: Sendable {
  private let model: any SwiftModel
  private let request: ModelRequest
  private let inputs: [ModelInputRelation]
  private let columns: [ModelColumn]
  private let warehouse: any Warehouse
  private let threads: Int
  private let history: ModelHistory?
  private let codeHash: String
  private let artifact = Mutex<ModelArtifact?>(nil)
  private let queue = BatchQueue(capacity: 4)
  private let monitor: RunMonitor
  private let isStarted = Mutex(false)
  private let canceller = Mutex<(any SessionCanceller)?>(nil)

  init(
    model: any SwiftModel, request: ModelRequest, inputs: [ModelInputRelation],
    columns: [ModelColumn], warehouse: any Warehouse, threads: Int, history: ModelHistory?,
    codeHash: String, monitor: RunMonitor
  ) {
    self.codeHash = codeHash
    self.monitor = monitor
    self.history = history
    self.model = model
    self.request = request
    self.inputs = inputs
    self.columns = columns
    self.warehouse = warehouse
    self.threads = threads
  }

  var metrics: [String: Double] { monitor.metrics }
  var facts: [String: String] { monitor.facts }
  /// What was trained, if anything was.
  var trained: ModelArtifact? { artifact.withLock { $0 } }

  /// The next rows; the first call starts the model.
  func next() throws -> ModelRows? {
    startOnce()
    return try queue.pop()
  }

  /// Ends a model that is still running; called in any case, so that no thread stays behind.
  func stop() {
    monitor.cancel()
    queue.abandon()
    canceller.withLock { $0?.cancel() }
  }

  private func startOnce() {
    let isFirst = isStarted.withLock { isStarted in
      defer { isStarted = true }
      return !isStarted
    }
    if isFirst { OwnThread.start { self.perform() } }
  }

  private func perform() {
    do {
      let session = inputs.isEmpty && history == nil ? nil : try connect()
      let context = ModelContext(
        inputs: session.map(tables) ?? [], output: QueueOutput(queue), threads: threads,
        monitor: monitor, artifacts: session.map(artifacts),
        startedAt: Timestamp.now().microseconds, codeHash: codeHash)
      try model.perform(request, in: context)
      queue.finish()
    } catch {
      queue.finish(error)
    }
  }

  private func connect() throws -> any Session {
    let session = try warehouse.connect()
    canceller.withLock { $0 = session.canceller }
    return session
  }

  private func tables(_ session: any Session) -> [any InputTable] {
    zip(inputs, request.inputs).map { input, description in
      SessionInput(
        input, columns: description.columns, session: session)
    }
  }

  private func artifacts(_ session: any Session) -> any ArtifactStore {
    NodeArtifacts(
      read: { [history] in try history?.latest(on: session) },
      note: { artifact in self.artifact.withLock { $0 = artifact } })
  }
}

/// Which kept models a run may use.
struct ModelHistory: Sendable {
  let table: ModelArtifactTable
  let node: String
  /// A full refresh wants none.
  let isIgnored: Bool

  func latest(on session: any Session) throws -> ModelArtifact? {
    isIgnored ? nil : try table.latest(of: node, on: session)
  }
}

/// Rows on their way to the queue.
private final class QueueOutput: QueryableOutput {
  private let queue: BatchQueue

  init(_ queue: BatchQueue) {
    self.queue = queue
  }

  func append(_ batch: ColumnBatch) throws {
    if batch.rowCount > 0 { try queue.push(.batch(batch)) }
  }

  func append(rowsOf query: SQL) throws { try queue.push(.query(query)) }

  func rows(of query: @escaping @Sendable (SQL) -> SQL) throws -> [[SQLValue]] {
    let question = RowQuestion(query)
    try queue.push(.question(question))
    return try question.rows { queue.isAbandoned }
  }
}

/// An input relation read by a query, as often as the model asks.
private final class SessionInput: QueryableInput {
  let columns: [ModelColumn]
  private let input: ModelInputRelation
  private let session: any Session

  init(_ input: ModelInputRelation, columns: [ModelColumn], session: any Session) {
    self.input = input
    self.columns = columns
    self.session = session
  }

  var name: String { input.name }
  var dialect: any Dialect { session.dialect }
  var source: SQL { SelectList.source(input.relation, where: input.condition) }

  func rows(of query: SQL) throws -> [[SQLValue]] {
    try session.query(query.rendered(by: dialect).text).rows
  }

  func forEachBatch(_ selection: InputSelection, _ body: (ColumnBatch) throws -> Void) throws {
    let names = selection.columns ?? columns.map(\.name)
    let sql = SelectList.query(
      names, of: input.relation, where: input.condition, orderedBy: selection.order,
      dialect: session.dialect)
    let types = names.map { name in columns.first { $0.name == name }?.type }
    try session.stream(sql, batchSize: selection.batchSize) { batch in
      guard batch.rowCount > 0 else { return }
      let widened = zip(batch.columns, types).map { column, type in
        type.map(column.widened) ?? column
      }
      try body(ColumnBatch(names: batch.names, columns: widened, rowCount: batch.rowCount))
    }
  }
}
