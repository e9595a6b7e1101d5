/// Trees as perfect binary heaps of one depth, so that scoring has no branches.
///
/// Node 1 is the root, node i has the children 2i and 2i + 1. A tree that ends early is padded with
/// nodes that always lead left. Levels are walked one after the other for a block of rows.
struct HeapForest: Sendable {
  /// Deeper trees would be mostly padding.
  private static let greatestDepth = 12
  /// The first levels are computed for all rows at once, so there are at least these.
  private static let leastDepth = 3

  let depth: Int
  let treeCount: Int
  /// `treeCount` × 2^`depth`; a threshold's bits below, above them where
  /// the column begins in a `RowBlock`.
  let nodes: [UInt64]
  /// `treeCount` × 2^`depth`: path lengths of the last level, left to right.
  let leaves: [Double]

  /// Nil for trees that are too deep, or have oblique splits.
  init?(_ trees: [IsolationTree]) {
    guard !trees.isEmpty, trees.allSatisfy(\.terms.isEmpty) else { return nil }
    let depth = max(
      HeapForest.leastDepth, trees.map { $0.depths.max() ?? 0 }.max() ?? 0)
    guard depth <= HeapForest.greatestDepth else { return nil }
    self.depth = depth
    treeCount = trees.count
    let size = 1 << depth
    var nodes = [UInt64](repeating: HeapForest.padding, count: size * trees.count)
    var leaves = [Double](repeating: 0, count: size * trees.count)
    for (index, tree) in trees.enumerated() {
      HeapForest.lay(
        tree, depth: depth, nodes: &nodes[index * size..<(index + 1) * size],
        leaves: &leaves[index * size..<(index + 1) * size])
    }
    self.nodes = nodes
    self.leaves = leaves
  }

  /// What scoring a row costs, in about the steps that walking down a level costs.
  var cost: Double { Double(treeCount * depth) - 2 * Double(treeCount) }

  /// Column 0, and a threshold that nothing is greater than.
  private static let padding = UInt64(Float.infinity.bitPattern)

  private static func lay(
    _ tree: IsolationTree, depth: Int, nodes: inout ArraySlice<UInt64>,
    leaves: inout ArraySlice<Double>
  ) {
    let first = nodes.startIndex
    var pending = [(node: 0, place: 1, level: 0)]
    while let (index, place, level) = pending.popLast() {
      let node = tree.nodes[index]
      if node.isLeaf {
        let leaf = (place << (depth - level)) - (1 << depth)
        leaves[leaves.startIndex + leaf] = Double(level) + PathLength.average(Int(node.count))
      } else {
        nodes[first + place] =
          UInt64(node.threshold.bitPattern) | UInt64(
            UInt32(node.feature) * UInt32(RowBlock.capacity)) << 32
        pending.append((index + 1, 2 * place, level + 1))
        pending.append((Int(node.right), 2 * place + 1, level + 1))
      }
    }
  }
}
