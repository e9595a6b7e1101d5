extension DependencyGraph {
  /// Every node from which a path leads to one of `nodes`, within `depth` edges (nil: any number).
  ///
  /// A node of `nodes` is in the result only if it is an ancestor of another one.
  package func ancestors(of nodes: NodeSet, depth: Int? = nil) -> NodeSet {
    reached(from: nodes, depth: depth, by: parents)
  }

  /// Every node to which a path leads from one of `nodes`, within `depth` edges (nil: any number).
  ///
  /// A node of `nodes` is in the result only if it is a descendant of another one.
  package func descendants(of nodes: NodeSet, depth: Int? = nil) -> NodeSet {
    reached(from: nodes, depth: depth, by: children)
  }

  private func reached(from nodes: NodeSet, depth: Int?, by step: (Int) -> ArraySlice<Int>)
    -> NodeSet
  {
    var found = NodeSet()
    var layer = Array(nodes)
    var rest = depth ?? .max
    while !layer.isEmpty, rest > 0 {
      var next: [Int] = []
      for node in layer {
        for neighbour in step(node) where found.insert(neighbour) { next.append(neighbour) }
      }
      layer = next
      rest -= 1
    }
    return found
  }

  /// For each node the weight of the heaviest path that starts at it, its own weight included.
  ///
  /// Running the node with the highest number first keeps the critical path moving. `weights` are
  /// one per node, in any unit (seconds of the last run); without them every node weighs 1.
  package func criticalPaths(weights: [Double]? = nil) -> [Double] {
    var length = weights ?? [Double](repeating: 1, count: count)
    for node in topologicalOrder.reversed() {
      let longest = children(of: node).reduce(0) { max($0, length[$1]) }
      length[node] += longest
    }
    return length
  }

  /// The edges among `nodes`, and one for every path between two of them that runs only through
  /// other nodes.
  ///
  /// Indices and names stay as they are; nodes outside have no edges.
  package func contracted(to nodes: NodeSet) -> DependencyGraph {
    var edges: [Edge] = []
    // The node from whose walk each node was last reached.
    var reachedFrom = [Int](repeating: -1, count: count)
    for node in nodes {
      var stack = Array(children(of: node))
      while let next = stack.popLast() {
        guard reachedFrom[next] != node else { continue }
        reachedFrom[next] = node
        if nodes.contains(next) { edges.append((node, next)) } else { stack += children(of: next) }
      }
    }
    return DependencyGraph(contracting: self, edges: edges)
  }
}
