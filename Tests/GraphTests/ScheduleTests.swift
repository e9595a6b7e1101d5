import Graph
import Testing

struct ScheduleTests {
  /// a → b → d, a → c → d, x
  static func diamond() throws -> DependencyGraph { try DependencyGraph("a -> b, c -> d\nx") }

  static func schedule(
    _ graph: DependencyGraph, _ nodes: String? = nil, concurrency: Int = 4,
    priorities: [Double]? = nil, failFast: Bool = false
  ) -> Schedule {
    Schedule(
      graph, nodes: nodes.map(graph.set) ?? graph.nodes, concurrency: concurrency,
      priorities: priorities, stopsAtFirstFailure: failFast)
  }

  @Test func parentsBeforeChildren() throws {
    let graph = try Self.diamond()
    var schedule = Self.schedule(graph)
    #expect(graph.names(schedule.next()) == "a x")
    #expect(schedule.next().isEmpty)
    #expect(schedule.finish(0, as: .success).isEmpty)
    #expect(graph.names(schedule.next()) == "b c")
    _ = schedule.finish(1, as: .success)
    #expect(schedule.next().isEmpty)
    _ = schedule.finish(2, as: .success)
    #expect(graph.names(schedule.next()) == "d")
    _ = schedule.finish(3, as: .success)
    #expect(!schedule.isFinished)
    #expect(graph.names(schedule.running) == "x")
    _ = schedule.finish(4, as: .success)
    #expect(schedule.isFinished)
  }

  @Test func longestPathFirstThenByName() throws {
    let graph = try DependencyGraph("z\nb\na\nm -> n -> o")
    var schedule = Self.schedule(graph, concurrency: 1)
    var order: [Int] = []
    while let node = schedule.next().first {
      order.append(node)
      _ = schedule.finish(node, as: .success)
    }
    #expect(graph.names(order) == "m n a b o z")
  }

  @Test func givenPrioritiesDecide() throws {
    let graph = try DependencyGraph("a\nb\nc")
    var schedule = Self.schedule(graph, concurrency: 2, priorities: [1, 2, 3])
    #expect(graph.names(schedule.next()) == "c b")
  }

  @Test func neverMoreThanMayRunAtOnce() throws {
    let graph = try DependencyGraph("a\nb\nc\nd\ne")
    var schedule = Self.schedule(graph, concurrency: 2)
    #expect(schedule.next().count == 2)
    #expect(schedule.next().isEmpty)
    _ = schedule.finish(0, as: .failed)
    #expect(schedule.next().count == 1)
  }

  @Test func aFailureSkipsItsDescendantsAndNothingElse() throws {
    let graph = try DependencyGraph("a -> b -> d -> e\na -> c\ny -> z")
    var schedule = Self.schedule(graph, concurrency: 8)
    #expect(graph.names(schedule.next()) == "a y")
    _ = schedule.finish(0, as: .success)
    #expect(graph.names(schedule.next()) == "b c")
    let b = try #require(graph.node(named: "b"))
    let skipped = schedule.finish(b, as: .failed)
    #expect(graph.names(skipped.map(\.node)) == "d e")
    #expect(skipped.allSatisfy { $0.reason == .ancestor(b) })
    _ = schedule.finish(try #require(graph.node(named: "c")), as: .success)
    _ = schedule.finish(try #require(graph.node(named: "y")), as: .success)
    #expect(graph.names(schedule.next()) == "z")
  }

  @Test func aDescendantIsSkippedOnce() throws {
    let graph = try DependencyGraph("a -> c\nb -> c -> d")
    var schedule = Self.schedule(graph)
    _ = schedule.next()
    #expect(graph.names(schedule.finish(0, as: .failed).map(\.node)) == "c d")
    #expect(schedule.finish(2, as: .failed).isEmpty)
    #expect(schedule.isFinished)
  }

  @Test func aSkippedNodeSkipsWhatDependsOnIt() throws {
    let graph = try DependencyGraph("a -> b")
    var schedule = Self.schedule(graph, failFast: true)
    _ = schedule.next()
    #expect(schedule.finish(0, as: .skipped) == [Skip(node: 1, reason: .ancestor(0))])
    #expect(schedule.stop == nil)
  }

  @Test func failFastStartsNothingMore() throws {
    let graph = try DependencyGraph("a -> b\nc -> d\ne")
    var schedule = Self.schedule(graph, concurrency: 2, failFast: true)
    #expect(graph.names(schedule.next()) == "a c")
    let skipped = schedule.finish(0, as: .failed)
    #expect(
      skipped == [
        Skip(node: 1, reason: .ancestor(0)), Skip(node: 3, reason: .failFast(0)),
        Skip(node: 4, reason: .failFast(0)),
      ])
    #expect(schedule.next().isEmpty)
    #expect(!schedule.isFinished)
    #expect(schedule.finish(2, as: .success).isEmpty)
    #expect(schedule.isFinished)
  }

  @Test func cancellationLeavesOnlyWhatRuns() throws {
    let graph = try DependencyGraph("a -> b\nc")
    var schedule = Self.schedule(graph, concurrency: 1)
    _ = schedule.next()
    #expect(
      schedule.cancel() == [
        Skip(node: 1, reason: .cancelled), Skip(node: 2, reason: .cancelled),
      ])
    #expect(schedule.next().isEmpty)
    #expect(schedule.cancel().isEmpty)
    #expect(schedule.finish(0, as: .failed).isEmpty)
    #expect(schedule.isFinished)
  }

  @Test func unselectedNodesStillSetTheOrder() throws {
    let graph = try DependencyGraph("a -> b -> c")
    var schedule = Self.schedule(graph, "a c")
    #expect(graph.names(schedule.next()) == "a")
    #expect(graph.names(schedule.finish(0, as: .failed).map(\.node)) == "c")
  }

  @Test func nothingToDo() throws {
    var schedule = Self.schedule(try Self.diamond(), "")
    #expect(schedule.isFinished)
    #expect(schedule.next().isEmpty)
  }
}
