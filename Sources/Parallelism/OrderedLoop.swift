internal import Dispatch
internal import Synchronization

/// A loop whose results are made on several threads and used one after the other on the caller's.
package enum OrderedLoop {
  /// Calls `use` with the result of `make` for each index below `count`, in order of the indices.
  ///
  /// With one thread `make` runs on the calling thread, too; with more, so many make results while the caller
  /// uses them, and are at most two results each ahead of it. A caller that would have to wait makes results, too:
  /// the system may give it no other thread for a while. Throws: what `use` throws; nothing is made after it.
  package static func run<Result: Sendable, Failure: Error>(
    count: Int, threads: Int, _ make: @escaping @Sendable (Int) -> Result,
    _ use: (Result) throws(Failure) -> Void
  ) throws(Failure) {
    let workers = min(threads, count)
    guard workers > 1 else {
      for index in 0..<max(0, count) { try use(make(index)) }
      return
    }
    let line = ResultLine<Result>(count: count, workers: workers)
    let group = DispatchGroup()
    for _ in 0..<workers {
      DispatchQueue.global(qos: .userInitiated).async(group: group) {
        while let index = line.nextToMake() { line.put(make(index), at: index) }
      }
    }
    defer {
      line.stop()
      group.wait()
    }
    for index in 0..<count { try use(line.take(index, make)) }
  }
}

/// Results between those who make them and the one who takes them in their order.
private final class ResultLine<Result: Sendable>: Sendable {
  private struct State {
    var next = 0
    var results: [Int: Result] = [:]
    var isStopped = false
  }

  private let count: Int
  private let workers: Int
  private let state = Mutex(State())
  /// Results that may be begun; made of zero and raised, because one may not end below its first value.
  private let room = DispatchSemaphore(value: 0)
  private let made = DispatchSemaphore(value: 0)

  init(count: Int, workers: Int) {
    self.count = count
    self.workers = workers
    for _ in 0..<workers * 2 { room.signal() }
  }

  /// Nil when there is nothing left to make.
  func nextToMake() -> Int? {
    room.wait()
    return begin()
  }

  /// Takes up the next index; there is room for it.
  private func begin() -> Int? {
    let index: Int? = state.withLock { state in
      guard !state.isStopped, state.next < count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
    // The next one who waits has nothing to make, either.
    if index == nil { room.signal() }
    return index
  }

  func put(_ result: Result, at index: Int) {
    state.withLock { $0.results[index] = result }
    made.signal()
  }

  /// The result, once it is there; until then the caller makes what may be made.
  func take(_ index: Int, _ make: (Int) -> Result) -> Result {
    while true {
      if let result = state.withLock({ $0.results.removeValue(forKey: index) }) {
        room.signal()
        return result
      }
      if room.wait(timeout: .now()) == .success, let next = begin() {
        put(make(next), at: next)
      } else {
        made.wait()
      }
    }
  }

  func stop() {
    state.withLock { $0.isStopped = true }
    room.signal()
  }
}
