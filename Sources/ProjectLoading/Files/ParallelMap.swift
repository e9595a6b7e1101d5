import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// The results of `transform` in the order of the elements, made on all cores.
  func parallelMap<Result: Sendable>(
    _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    let size = 32
    guard count > size else { return map(transform) }
    let chunks = (count + size - 1) / size
    let done = Mutex<[Int: [Result]]>([:])
    DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
      let results = self[(chunk * size)..<Swift.min((chunk + 1) * size, count)].map(transform)
      done.withLock { $0[chunk] = results }
    }
    return done.withLock { byChunk in (0..<chunks).flatMap { byChunk[$0] ?? [] } }
  }
}
