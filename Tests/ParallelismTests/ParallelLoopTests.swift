import Parallelism
import Synchronization
import Testing

@Suite struct ParallelLoopTests {
  @Test(arguments: [0, 1, 2, 7, 1000], [1, 2, 3, 16])
  func everyIndexRunsOnce(count: Int, threads: Int) {
    let counts = Mutex([Int](repeating: 0, count: count))
    ParallelLoop.run(count: count, threads: threads) { index in
      counts.withLock { $0[index] += 1 }
    }
    #expect(counts.withLock { $0 } == [Int](repeating: 1, count: count))
  }

  @Test(arguments: [0, 1, 5, 300], [1, 2, 8])
  func resultsStandInOrder(count: Int, threads: Int) {
    let texts = ParallelLoop.map(count: count, threads: threads) { "row \($0)" }
    #expect(texts == (0..<count).map { "row \($0)" })
  }
}
