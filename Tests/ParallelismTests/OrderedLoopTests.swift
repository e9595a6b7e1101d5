import Parallelism
import Synchronization
import Testing

@Suite struct OrderedLoopTests {
  private struct Enough: Error {}

  @Test(arguments: [0, 1, 2, 3, 500], [1, 2, 4, 9])
  func resultsComeInOrder(count: Int, threads: Int) {
    var used: [Int] = []
    OrderedLoop.run(count: count, threads: threads) { index in
      // Rounds of different length.
      (0..<(index * 7919 % 5000)).reduce(index * 3) { sum, step in sum ^ step ^ step }
    } _: {
      used.append($0)
    }
    #expect(used == (0..<count).map { $0 * 3 })
  }

  /// Memory stays bounded: nobody runs ahead, and nothing is made once somebody gave up.
  @Test(arguments: [1, 2, 5])
  func makersStayNear(threads: Int) throws {
    let made = Atomic(0)
    var used = 0
    #expect(throws: Enough.self) {
      try OrderedLoop.run(count: 10_000, threads: threads) { _ in
        _ = made.wrappingAdd(1, ordering: .relaxed)
      } _: { _ in
        used += 1
        #expect(made.load(ordering: .relaxed) <= used + threads * 2)
        if used == 50 { throw Enough() }
      }
    }
    #expect(used == 50)
    #expect(made.load(ordering: .relaxed) <= 50 + threads * 2)
  }
}
