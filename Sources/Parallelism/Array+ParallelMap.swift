internal import Dispatch

extension Array where Element: Sendable {
  /// The results of `transform` in the order of the elements, made on all cores; `grain` elements at a
  /// time are one thread's.
  package func parallelMap<Result: Sendable>(
    grain: Int = 32, _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    guard count > grain else { return map(transform) }
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      // Each index is written once, by one thread, and read when all threads are done.
      nonisolated(unsafe) let base = buffer
      DispatchQueue.concurrentPerform(iterations: (count + grain - 1) / grain) { chunk in
        for index in (chunk * grain)..<Swift.min((chunk + 1) * grain, count) {
          base.initializeElement(at: index, to: transform(self[index]))
        }
      }
      initialized = count
    }
  }

  /// What `transform` makes of each run of `grain` elements, in their order, made on all cores.
  package func parallelChunks<Result: Sendable>(
    of grain: Int, _ transform: @Sendable (ArraySlice<Element>) -> Result
  ) -> [Result] {
    stride(from: 0, to: count, by: grain).map { $0..<Swift.min($0 + grain, count) }
      .parallelMap(grain: 1) { transform(self[$0]) }
  }
}
