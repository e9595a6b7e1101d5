import Graph
import Testing

struct DependencyGraphTests {
  @Test func neighboursAndOrder() throws {
    let graph = try DependencyGraph("c -> d\na -> b -> d\na -> b\na -> e")
    #expect(graph.names(graph.topologicalOrder) == "c a b d e")
    #expect(graph.names(graph.parents(of: try #require(graph.node(named: "d")))) == "c b")
    #expect(graph.names(graph.children(of: try #require(graph.node(named: "a")))) == "b e")
    #expect(graph.node(named: "x") == nil)
    #expect(graph.edges.count == 4)
  }

  @Test(arguments: [
    ("a -> a", "a → a"),
    ("a -> b -> a", "a → b → a"),
    ("x -> a -> b -> c -> a\nc -> y", "a → b → c → a"),
    // The shorter ring wins, wherever it lies.
    ("a -> b -> c -> d -> a\nm -> n -> m", "m → n → m"),
    ("a -> b -> c -> a\nb -> a", "a → b → a"),
    // A node that only hangs behind the ring is no part of it.
    ("z -> a\nb -> a -> c -> b\na -> q -> r", "a → c → b → a"),
  ])
  func cycleIsReportedAsTheShortestPath(text: String, expected: String) {
    let cycle = #expect(throws: GraphCycle.self) { try DependencyGraph(text) }
    #expect(cycle?.description == expected)
  }

  @Test func aLongRingIsFound() {
    let names = (0..<5_000).map(String.init)
    let edges = names.indices.map { (from: $0, to: ($0 + 1) % names.count) }
    let cycle = #expect(throws: GraphCycle.self) { try DependencyGraph(names: names, edges: edges) }
    #expect(cycle?.nodes == Array(names.indices))
  }

  @Test func walksHonourTheirDepth() throws {
    let graph = try DependencyGraph("a -> b -> c -> d -> e\nx -> c")
    #expect(graph.names(graph.ancestors(of: graph.set("d"))) == "a b c x")
    #expect(graph.names(graph.ancestors(of: graph.set("d"), depth: 2)) == "b c x")
    #expect(graph.names(graph.descendants(of: graph.set("b x"), depth: 1)) == "c")
    #expect(graph.names(graph.descendants(of: graph.set("b c"))) == "c d e")
    #expect(graph.ancestors(of: graph.set("a")).isEmpty)
    #expect(graph.descendants(of: graph.set("a"), depth: 0).isEmpty)
  }

  @Test func criticalPathsAddUpToTheHeaviest() throws {
    let graph = try DependencyGraph("a -> b -> d\na -> c -> d")
    #expect(graph.criticalPaths() == [3, 2, 1, 2])
    #expect(graph.criticalPaths(weights: [1, 5, 2, 10]) == [13, 7, 2, 12])
  }

  @Test func contractionKeepsPathsThroughOtherNodes() throws {
    let graph = try DependencyGraph("a -> b -> c -> d\nb -> e -> d\nx -> d")
    let small = graph.contracted(to: graph.set("a d x"))
    #expect(small.edges.map { "\(small.names[$0.from])\(small.names[$0.to])" } == ["ad", "xd"])
    #expect(small.count == graph.count)
  }

  @Test func furtherEdgesMayCloseACycle() throws {
    let graph = try DependencyGraph("a -> b -> c")
    #expect(try graph.adding([(from: 0, to: 2)]).edges.count == 3)
    let cycle = #expect(throws: GraphCycle.self) { try graph.adding([(from: 2, to: 0)]) }
    #expect(cycle?.description == "a → b → c → a")
  }

  /// The order against a check of every edge, on a graph as large as the largest projects.
  @Test func tenThousandNodes() throws {
    var state: UInt64 = 7
    func random(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let names = (0..<10_000).map { "node\($0)" }
    let edges = (0..<30_000).map { _ in
      let to = 1 + random(below: 9_999)
      return (from: random(below: to), to: to)
    }
    let graph = try DependencyGraph(names: names, edges: edges)
    var place = [Int](repeating: 0, count: names.count)
    for (position, node) in graph.topologicalOrder.enumerated() { place[node] = position }
    #expect(edges.allSatisfy { place[$0.from] < place[$0.to] })
    #expect(Set(graph.topologicalOrder).count == names.count)
  }
}

struct NodeSetTests {
  @Test func behavesAsASet() {
    let one: NodeSet = [1, 64, 200]
    let other: NodeSet = [64, 3]
    #expect(Array(one.union(other)) == [1, 3, 64, 200])
    #expect(Array(other.union(one)) == [1, 3, 64, 200])
    #expect(Array(one.intersection(other)) == [64])
    #expect(Array(one.subtracting(other)) == [1, 200])
    #expect(one.intersection([64, 1]).isSubset(of: one))
    #expect(one.count == 3)
    #expect(!one.contains(10_000))
    var emptied = one
    for node in one { emptied.remove(node) }
    #expect(emptied.isEmpty)
    #expect(emptied == NodeSet())
    #expect(emptied.hashValue == NodeSet().hashValue)
    #expect(NodeSet(5..<130) == NodeSet(Array(5..<130)))
  }
}
