internal import Synchronization
internal import Warehouse

/// Things that a thread of its own makes ahead of their use, a few at most: a file is read and taken
/// apart while the database takes what came before.
final class ReadAhead<Element: Sendable>: Sendable {
  private struct State {
    var ready: [Element] = []
    var isStopped = false
    var failure: (any Error)?
  }

  private let state = Mutex(State())
  private let filled = Semaphore()
  private let freed = Semaphore()

  /// Elements that may wait.
  private static var capacity: Int { 3 }

  /// - Parameter make: hands over one element after the other; throws when it fails, or when `hand`
  ///   throws because nobody wants more.
  init(_ make: @escaping @Sendable (_ hand: (Element) throws -> Void) throws -> Void) {
    for _ in 0..<Self.capacity { freed.post() }
    OwnThread.start {
      do {
        try make { try self.push($0) }
        self.finish(nil)
      } catch {
        self.finish(error)
      }
    }
  }

  /// The next element; nil at the end. Throws: what making it threw.
  func next() throws -> Element? {
    filled.wait()
    let (element, failure) = state.withLock { state in
      (state.ready.isEmpty ? nil : state.ready.removeFirst(), state.failure)
    }
    if let element {
      freed.post()
      return element
    }
    // Whoever asks again gets the same answer.
    filled.post()
    if let failure { throw failure }
    return nil
  }

  /// Nothing more is wanted: a maker that waits for room stops.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      state.ready = []
    }
    freed.post()
  }

  private func push(_ element: Element) throws {
    freed.wait()
    let isStopped = state.withLock { state in
      if !state.isStopped { state.ready.append(element) }
      return state.isStopped
    }
    if isStopped { throw CancellationError() }
    filled.post()
  }

  private func finish(_ failure: (any Error)?) {
    state.withLock { $0.failure = failure }
    filled.post()
  }
}
