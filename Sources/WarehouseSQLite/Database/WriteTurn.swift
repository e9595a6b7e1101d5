import Synchronization
import Warehouse

/// The right to write, handed to one session after the other in the order in which they asked.
///
/// SQLite itself lets writers poll for a lock, which starves some; within one process this queue
/// comes first, and SQLite's lock only keeps other processes out.
final class WriteTurn: Sendable {
  private struct State {
    var isTaken = false
    var waiting: [Semaphore] = []
  }

  private let state = Mutex(State())

  /// How soon a cancelled session stops waiting.
  private static let pollMilliseconds = 20

  /// Blocks the thread until it is the caller's turn.
  ///
  /// Throws: `cancelled`; the turn is not taken then.
  func take(unless cancellation: Cancellation) throws(DatabaseError) {
    let semaphore = Semaphore()
    let isOurs = state.withLock { state in
      if state.isTaken {
        state.waiting.append(semaphore)
        return false
      }
      state.isTaken = true
      return true
    }
    if isOurs { return }
    while !semaphore.wait(milliseconds: Self.pollMilliseconds) {
      guard cancellation.isRequested else { continue }
      leave(semaphore)
      throw .interrupted
    }
  }

  func release() {
    state.withLock { state in
      if state.waiting.isEmpty {
        state.isTaken = false
      } else {
        state.waiting.removeFirst().post()
      }
    }
  }

  private func leave(_ semaphore: Semaphore) {
    let wasWaiting = state.withLock { state in
      let count = state.waiting.count
      state.waiting.removeAll { $0 === semaphore }
      return state.waiting.count < count
    }
    // The turn came between the last look and this one: pass it on.
    if !wasWaiting { release() }
  }
}
