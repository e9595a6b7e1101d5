import Graph

/// The column of each node, and which columns belong to which layer.
struct ColumnAssignment: Sendable {
  struct Block: Hashable, Sendable {
    let layer: Int
    let columns: Range<Int>
  }

  let columns: [Int]
  /// Empty when an edge runs back to an earlier layer: then columns mix layers.
  let blocks: [Block]

  init(_ graph: DependencyGraph, layers: [Int?], layerCount: Int) {
    let layers = Self.completed(layers, graph)
    let flowsForward = graph.edges.allSatisfy { layers[$0.from] <= layers[$0.to] }
    guard flowsForward, layerCount > 0 else {
      columns = Self.longestPaths(graph, starts: [Int](repeating: 0, count: graph.count))
      blocks = []
      return
    }
    var starts = [Int](repeating: 0, count: graph.count)
    var columns: [Int] = []
    var blocks: [Block] = []
    var next = 0
    for layer in 0..<layerCount where layers.contains(layer) {
      for node in layers.indices where layers[node] == layer { starts[node] = next }
      columns = Self.longestPaths(graph, starts: starts)
      let end =
        (layers.indices.filter { layers[$0] == layer }.map { columns[$0] }.max() ?? next) + 1
      blocks.append(Block(layer: layer, columns: next..<end))
      next = end
    }
    self.columns = columns
    self.blocks = blocks
  }

  /// Nodes without a layer stand with what they need, else at the very left.
  private static func completed(_ layers: [Int?], _ graph: DependencyGraph) -> [Int] {
    var result = layers.map { $0 ?? 0 }
    for node in graph.topologicalOrder where layers[node] == nil {
      result[node] = graph.parents(of: node).map { result[$0] }.max() ?? 0
    }
    return result
  }

  private static func longestPaths(_ graph: DependencyGraph, starts: [Int]) -> [Int] {
    var columns = starts
    for node in graph.topologicalOrder {
      for parent in graph.parents(of: node) {
        columns[node] = max(columns[node], columns[parent] + 1)
      }
    }
    return columns
  }
}
