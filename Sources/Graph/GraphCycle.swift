/// Nodes that need each other in a ring; a dependency graph cannot be built from them.
package struct GraphCycle: Error, Hashable, Sendable {
  /// Indices along the ring, each once: every node is a parent of the next, the last of the first.
  package let nodes: [Int]
  package let names: [String]
}

extension GraphCycle: CustomStringConvertible {
  /// `a → b → a`
  package var description: String { (names + names.prefix(1)).joined(separator: " → ") }
}

extension GraphCycle {
  /// The shortest cycle among `blocked`; of several, the one that holds the lowest index.
  ///
  /// It is written from its lowest index on. Complexity: at worst nodes × edges of the blocked part.
  static func shortest(
    among blocked: NodeSet, children: Adjacency, parents: Adjacency, names: [String]
  ) -> GraphCycle {
    var core = CyclicCore(blocked, children: children, parents: parents)
    var best: [Int] = []
    for start in blocked where core.contains(start) {
      let limit = best.isEmpty ? Int.max : best.count - 1
      if let path = core.path(backTo: start, limit: limit) { best = path }
      if best.count == 1 { break }
      // Later cycles need not hold this node: those that do were just looked through.
      core.remove(start)
    }
    return GraphCycle(nodes: best, names: best.map { names[$0] })
  }
}

/// The part of a graph in which every node has a parent and a child: cycles and what links them.
private struct CyclicCore {
  private let children: Adjacency
  private let parents: Adjacency
  private var members: NodeSet

  init(_ nodes: NodeSet, children: Adjacency, parents: Adjacency) {
    self.children = children
    self.parents = parents
    members = nodes
    peel(Array(nodes))
  }

  func contains(_ node: Int) -> Bool { members.contains(node) }

  mutating func remove(_ node: Int) {
    members.remove(node)
    peel(Array(children[node]) + parents[node])
  }

  /// Drops those of `candidates` that lie on no cycle any more, and what that leaves alone.
  private mutating func peel(_ candidates: [Int]) {
    var stack = candidates
    while let node = stack.popLast() {
      guard contains(node) else { continue }
      if children[node].contains(where: contains), parents[node].contains(where: contains) {
        continue
      }
      members.remove(node)
      stack += children[node]
      stack += parents[node]
    }
  }

  /// The shortest way from `start` back to it, breadth first, at most `limit` edges long.
  func path(backTo start: Int, limit: Int) -> [Int]? {
    var reachedFrom = [start: start]
    var layer = [start]
    var length = 1
    while !layer.isEmpty, length <= limit {
      var next: [Int] = []
      for node in layer {
        for child in children[node] where contains(child) {
          if child == start { return trace(from: node, to: start, reachedFrom) }
          guard reachedFrom[child] == nil else { continue }
          reachedFrom[child] = node
          next.append(child)
        }
      }
      layer = next
      length += 1
    }
    return nil
  }

  private func trace(from end: Int, to start: Int, _ reachedFrom: [Int: Int]) -> [Int] {
    var path = [end]
    while let last = path.last, last != start, let before = reachedFrom[last] {
      path.append(before)
    }
    return path.reversed()
  }
}
