/// A directed graph without cycles; edges run from what is needed to what needs it.
///
/// Nodes are the indices `0..<count` in the order given, and each has a unique name. Neighbours are
/// kept in ascending order, so every walk is deterministic.
package struct DependencyGraph: Sendable {
  /// From a parent to its child.
  package typealias Edge = (from: Int, to: Int)

  /// The name of each node.
  package let names: [String]
  private let indices: NameIndex
  private let forward: Adjacency
  private let backward: Adjacency
  /// Parents before children; among nodes that are free to go, the lowest index first.
  package let topologicalOrder: [Int]

  /// Repeated edges count once.
  ///
  /// Throws: the shortest cycle, if there is one.
  package init(names: [String], edges: some Sequence<Edge>) throws(GraphCycle) {
    let edges = Array(edges)
    forward = Adjacency(count: names.count, edges: edges)
    backward = Adjacency(count: names.count, edges: edges.map { ($0.to, $0.from) })
    self.names = names
    indices = NameIndex(names)
    let (order, blocked) = Self.sort(forward, backward)
    if !blocked.isEmpty {
      throw GraphCycle.shortest(
        among: blocked, children: forward, parents: backward, names: names)
    }
    topologicalOrder = order
  }

  /// `graph` with other edges, each of which stands for a path in it, so that none closes a cycle.
  init(contracting graph: DependencyGraph, edges: [Edge]) {
    names = graph.names
    indices = graph.indices
    forward = Adjacency(count: graph.count, edges: edges)
    backward = Adjacency(count: graph.count, edges: edges.map { ($0.to, $0.from) })
    topologicalOrder = Self.sort(forward, backward).order
  }

  package var count: Int { names.count }
  /// Every node.
  package var nodes: NodeSet { NodeSet(0..<count) }

  /// The index of the node with this name.
  package func node(named name: String) -> Int? { indices[name] }

  /// Ascending.
  package func parents(of node: Int) -> ArraySlice<Int> { backward[node] }
  /// Ascending.
  package func children(of node: Int) -> ArraySlice<Int> { forward[node] }

  /// Every edge, by parent and then by child.
  package var edges: [Edge] {
    (0..<count).flatMap { parent in children(of: parent).map { (parent, $0) } }
  }

  /// The same nodes with further edges between them.
  ///
  /// Throws: the shortest cycle, if the new edges close one.
  package func adding(_ more: some Sequence<Edge>) throws(GraphCycle) -> DependencyGraph {
    try DependencyGraph(names: names, edges: edges + Array(more))
  }

  /// Kahn's algorithm with the free nodes in a heap; what is left over lies on or behind a cycle.
  private static func sort(_ forward: Adjacency, _ backward: Adjacency) -> (
    order: [Int], blocked: NodeSet
  ) {
    var waiting = (0..<forward.count).map { backward[$0].count }
    var free = MinimumHeap<Int>()
    for node in waiting.indices where waiting[node] == 0 { free.insert(node) }
    var order: [Int] = []
    order.reserveCapacity(forward.count)
    while let node = free.removeMinimum() {
      order.append(node)
      for child in forward[node] {
        waiting[child] -= 1
        if waiting[child] == 0 { free.insert(child) }
      }
    }
    return (order, NodeSet(waiting.indices.filter { waiting[$0] > 0 }))
  }
}

/// The neighbours of every node in one array (compressed sparse rows).
struct Adjacency: Sendable {
  private let starts: [Int]
  private let neighbours: [Int]

  init(count: Int, edges: [DependencyGraph.Edge]) {
    // Two stable counting sorts, by target and then by source, order the rows.
    let byTarget = Self.sorted(edges, below: count) { $0.to }
    let sorted = Self.sorted(byTarget, below: count) { $0.from }
    var starts = [0]
    var neighbours: [Int] = []
    starts.reserveCapacity(count + 1)
    neighbours.reserveCapacity(sorted.count)
    var next = 0
    for node in 0..<count {
      let start = neighbours.count
      while next < sorted.count, sorted[next].from == node {
        if neighbours.count == start || neighbours[neighbours.count - 1] != sorted[next].to {
          neighbours.append(sorted[next].to)
        }
        next += 1
      }
      starts.append(neighbours.count)
    }
    self.starts = starts
    self.neighbours = neighbours
  }

  var count: Int { starts.count - 1 }

  subscript(node: Int) -> ArraySlice<Int> { neighbours[starts[node]..<starts[node + 1]] }

  private static func sorted(
    _ edges: [DependencyGraph.Edge], below count: Int, by key: (DependencyGraph.Edge) -> Int
  ) -> [DependencyGraph.Edge] {
    var places = [Int](repeating: 0, count: count + 1)
    for edge in edges { places[key(edge) + 1] += 1 }
    for node in 0..<count { places[node + 1] += places[node] }
    var sorted = edges
    for edge in edges {
      sorted[places[key(edge)]] = edge
      places[key(edge)] += 1
    }
    return sorted
  }
}
