internal import Dispatch
internal import Synchronization

/// Loops whose rounds run on several threads; the caller waits, and keeps one of them busy itself.
package enum ParallelLoop {
  /// Calls `body` once for each index below `count`, on at most `threads` threads, in no order.
  ///
  /// With one thread the order is ascending.
  package static func run(count: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
    let workers = min(threads, count)
    guard workers > 1 else {
      for index in 0..<max(0, count) { body(index) }
      return
    }
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }
  }

  /// The results of `body` for each index below `count`, in order of the indices.
  package static func map<Result: Sendable>(
    count: Int, threads: Int, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    [Result](unsafeUninitializedCapacity: max(0, count)) { buffer, initialized in
      // Each index is written once, by one thread, and read when all threads are done.
      nonisolated(unsafe) let base = buffer
      run(count: count, threads: threads) { index in
        base.initializeElement(at: index, to: body(index))
      }
      initialized = max(0, count)
    }
  }
}
