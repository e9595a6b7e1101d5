import Synchronization
import Warehouse

/// What a model hands over next.
enum ModelRows: Sendable {
  case batch(ColumnBatch)
  /// The rows of a query that the node's own session runs.
  case query(SQL)
  /// Something that the model wants to know of the rows so far.
  case question(RowQuestion)
}

/// A query over the rows that a model has handed over, and the place of its answer.
final class RowQuestion: Sendable {
  /// Given what stands behind `from`.
  let query: @Sendable (SQL) -> SQL
  private let result = Mutex<Result<[[SQLValue]], any Error>?>(nil)
  private let isAnswered = Semaphore()

  init(_ query: @escaping @Sendable (SQL) -> SQL) {
    self.query = query
  }

  func answer(_ rows: () throws -> [[SQLValue]]) {
    let rows = Result { try rows() }
    result.withLock { $0 = rows }
    isAnswered.post()
  }

  /// Waits for the answer. Throws: its error; `CancellationError` when `isGivenUp` says so.
  func rows(unless isGivenUp: () -> Bool) throws -> [[SQLValue]] {
    while !isAnswered.wait(milliseconds: 100) {
      if isGivenUp() { throw CancellationError() }
    }
    return try result.withLock { $0 }?.get() ?? []
  }
}

/// Batches on their way from a model's thread to the thread that writes them: a few at most, so that
/// memory does not grow with rows.
final class BatchQueue: Sendable {
  private struct State {
    var batches: [ModelRows] = []
    var isFinished = false
    var isAbandoned = false
    var failure: (any Error)?
  }

  private let state = Mutex(State())
  private let filled = Semaphore()
  private let freed: Semaphore

  private static let patience = 100

  /// - Parameter capacity: batches that may wait.
  init(capacity: Int) {
    freed = Semaphore()
    for _ in 0..<capacity { freed.post() }
  }

  /// Waits for room. Throws: `CancellationError` when the reader has given up.
  func push(_ batch: ModelRows) throws {
    freed.wait()
    let isAbandoned = state.withLock { state in
      if !state.isAbandoned { state.batches.append(batch) }
      return state.isAbandoned
    }
    if isAbandoned { throw CancellationError() }
    filled.post()
  }

  /// The writer is done, well or with `failure`.
  func finish(_ failure: (any Error)? = nil) {
    state.withLock { state in
      state.isFinished = true
      state.failure = failure
    }
    filled.post()
  }

  /// The next batch; nil at the end.
  ///
  /// Throws: what the writer failed with; `CancellationError` when the calling task is cancelled, which is
  /// noticed within `patience` milliseconds even while the writer is busy with other things.
  func pop() throws -> ModelRows? {
    while !filled.wait(milliseconds: Self.patience) { try Task.checkCancellation() }
    let next = state.withLock { state in
      (batch: state.batches.isEmpty ? nil : state.batches.removeFirst(), failure: state.failure)
    }
    if let batch = next.batch {
      freed.post()
      return batch
    }
    if let failure = next.failure { throw failure }
    return nil
  }

  /// The reader wants no more: a waiting writer wakes up and stops.
  func abandon() {
    state.withLock { $0.isAbandoned = true }
    freed.post()
  }

  var isAbandoned: Bool { state.withLock(\.isAbandoned) }
}
