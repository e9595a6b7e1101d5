import Diagnostics
import Execution
import Synchronization
import Warehouse

/// The SQL of nodes under the target folder, written on a thread of its own while the run goes on.
final class SQLFiles: Sendable {
  private struct State {
    var pending: [NodeResult] = []
    var isWriting = false
    /// Whose SQL was written to which place.
    var writers: [String: String] = [:]
    var failure: Diagnostic?
    var waiting: CheckedContinuation<Void, Never>?
  }

  private let artifacts: RunArtifacts
  private let state = Mutex(State())
  private let signal = Semaphore()

  /// How long the thread waits for more to write before it ends, in milliseconds.
  private static let patience = 50

  init(_ artifacts: RunArtifacts) {
    self.artifacts = artifacts
  }

  /// A node has ended: its SQL will be written.
  func add(_ result: NodeResult) {
    guard artifacts.isWanted, result.compiledSQL != nil else { return }
    let isFirst = state.withLock { state in
      state.pending.append(result)
      defer { state.isWriting = true }
      return !state.isWriting
    }
    if isFirst { OwnThread.start { self.write() } } else { signal.post() }
  }

  /// Waits for what is still to be written, and writes what could not be before: the SQL of hooks, and
  /// of nodes that share a file, of which the last one stays.
  ///
  /// Throws: `artifact-not-written`, the first one.
  func finish(_ results: [NodeResult]) async throws {
    await withCheckedContinuation { continuation in
      let isWriting = state.withLock { state in
        if state.isWriting { state.waiting = continuation }
        return state.isWriting
      }
      if isWriting { signal.post() } else { continuation.resume() }
    }
    let (writers, failure) = state.withLock { ($0.writers, $0.failure) }
    if let failure { throw failure }
    guard artifacts.isWanted else { return }
    let placed = results.compactMap { result in artifacts.place(of: result).map { ($0, result) } }
    let shared = Dictionary(grouping: placed, by: \.0).filter { $0.value.count > 1 }
    for (place, result) in placed where shared[place] != nil || writers[place] != result.uniqueID {
      try artifacts.writeSQL(of: result, to: place)
    }
  }

  private func write() {
    while let results = next() { results.forEach(write) }
  }

  /// What is to be written now; nil when the thread is to end.
  private func next() -> [NodeResult]? {
    while true {
      let results = state.withLock { state in
        defer { state.pending = [] }
        return state.pending
      }
      if !results.isEmpty { return results }
      let isWanted =
        state.withLock { $0.waiting == nil } && signal.wait(milliseconds: Self.patience)
      if !isWanted, end() { return nil }
    }
  }

  /// Whether there is nothing to write; who waits for that is told.
  private func end() -> Bool {
    let (isDone, waiting) = state.withLock { state in
      guard state.pending.isEmpty else {
        return (false, nil as CheckedContinuation<Void, Never>?)
      }
      state.isWriting = false
      defer { state.waiting = nil }
      return (true, state.waiting)
    }
    waiting?.resume()
    return isDone
  }

  private func write(_ result: NodeResult) {
    guard let place = artifacts.place(of: result) else { return }
    do throws(Diagnostic) {
      try artifacts.writeSQL(of: result, to: place)
      state.withLock { $0.writers[place] = result.uniqueID }
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
    }
  }
}
