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

  @Test(arguments: [0, 1, 31, 32, 33, 500], [1, 32])
  func mappedElementsStandInOrder(count: Int, grain: Int) {
    let texts = Array(0..<count).parallelMap(grain: grain) { "row \($0)" }
    #expect(texts == (0..<count).map { "row \($0)" })
  }

  @Test(arguments: [0, 1, 31, 32, 33, 500], [1, 32])
  func chunksCoverEveryElementOnce(count: Int, grain: Int) {
    let chunks = Array(0..<count).parallelChunks(of: grain) { Array($0) }
    #expect(chunks.flatMap { $0 } == Array(0..<count))
    #expect(chunks.dropLast().allSatisfy { $0.count == grain })
  }
}
