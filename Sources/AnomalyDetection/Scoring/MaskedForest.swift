/// Trees as tables of leaf masks: scoring looks up values instead of walking down.
///
/// The idea is QuickScorer's (Lucchese and others, SIGIR 2015). A row that goes right at a node cannot end
/// in the node's left subtree; of the leaves that all nodes leave over, the leftmost is where it ends. A
/// tree's nodes on one column, in order of their thresholds, cut the column into intervals, and what
/// they leave over is known for each interval beforehand. So a tree costs one look-up for each column.
struct MaskedForest: Sendable {
  /// A column's part of a tree.
  struct Lookup: Sendable {
    let feature: Int
    /// Where the intervals of the column's ranks begin in `intervals`.
    let intervals: Int
    /// Where the masks of the intervals begin in `masks`.
    let masks: Int
  }

  struct Tree: Sendable {
    var lookups: Range<Int>
    /// Words of a mask: 1, 2 or 4.
    var words: Int
    /// Where the path lengths begin in `leaves`.
    var leaves: Int
  }

  private static let greatestTableSize = 64 << 20
  private static let greatestLeafCount = 256

  private(set) var trees: [Tree] = []
  private(set) var lookups: [Lookup] = []
  /// All thresholds of each column, ascending and different; a value's rank is how many are less.
  let thresholds: [[Float]]
  let rankTables: [RankTable]
  private(set) var intervals: [UInt8] = []
  private(set) var masks: [UInt64] = []
  private(set) var leaves: [Double] = []

  /// Nil for trees with oblique splits, too many leaves, or too many thresholds in all.
  init?(_ forest: [IsolationTree], features: Int) {
    guard forest.allSatisfy({ $0.terms.isEmpty }) else { return nil }
    let leafCounts = forest.map { $0.nodes.count { $0.isLeaf } }
    guard leafCounts.allSatisfy({ $0 <= MaskedForest.greatestLeafCount }) else { return nil }
    var thresholds = [[Float]](repeating: [], count: features)
    for node in forest.lazy.flatMap(\.nodes) where !node.isLeaf {
      thresholds[Int(node.feature)].append(node.threshold)
    }
    self.thresholds = thresholds.map(\.sortedAndDistinct)
    rankTables = self.thresholds.map(RankTable.init)
    let size = self.thresholds.reduce(0) { $0 + $1.count + 1 } * forest.count
    guard size <= MaskedForest.greatestTableSize else { return nil }
    guard self.thresholds.allSatisfy({ $0.count < Int(UInt16.max) }) else { return nil }
    for tree in forest { append(tree) }
  }

  /// What scoring a row costs, in about the steps that walking down a level costs.
  var cost: Double {
    trees.reduce(0) { sum, tree in
      sum + Double(tree.lookups.count) * (tree.words == 4 ? 0.9 : 0.6) + 1
    }
  }

  private mutating func append(_ tree: IsolationTree) {
    let spans = tree.leafSpans
    let count = spans[0].count
    let words = count <= 64 ? 1 : count <= 128 ? 2 : 4
    var nodes: [Int32: [(threshold: Float, left: Range<Int>)]] = [:]
    for (index, node) in tree.nodes.enumerated() where !node.isLeaf {
      nodes[node.feature, default: []].append((node.threshold, spans[index + 1]))
    }
    let first = lookups.count
    // A tree of one leaf still needs a mask.
    if nodes.isEmpty { nodes[0] = [] }
    for feature in nodes.keys.sorted() {
      append(
        feature: Int(feature), (nodes[feature] ?? []).sorted { $0.threshold < $1.threshold }, words)
    }
    trees.append(Tree(lookups: first..<lookups.count, words: words, leaves: leaves.count))
    let depths = tree.depths
    for (index, node) in tree.nodes.enumerated() where node.isLeaf {
      leaves.append(Double(depths[index]) + PathLength.average(Int(node.count)))
    }
  }

  /// The masks of a column's intervals, and the interval of each of its ranks.
  private mutating func append(
    feature: Int, _ nodes: [(threshold: Float, left: Range<Int>)], _ words: Int
  ) {
    lookups.append(Lookup(feature: feature, intervals: intervals.count, masks: masks.count))
    var mask = [UInt64](repeating: .max, count: words)
    masks += mask
    for node in nodes {
      for leaf in node.left { mask[leaf / 64] &= ~(1 << UInt64(leaf % 64)) }
      masks += mask
    }
    var interval = 0
    intervals.append(0)
    for threshold in thresholds[feature] {
      while interval < nodes.count, nodes[interval].threshold <= threshold { interval += 1 }
      intervals.append(UInt8(interval))
    }
  }
}

extension IsolationTree {
  /// The leaves below each node, numbered from left to right.
  fileprivate var leafSpans: [Range<Int>] {
    var before = 0
    var starts: [Int] = []
    for node in nodes {
      starts.append(before)
      if node.isLeaf { before += 1 }
    }
    var spans = [Range<Int>](repeating: 0..<0, count: nodes.count)
    for index in nodes.indices.reversed() {
      let node = nodes[index]
      let end = node.isLeaf ? starts[index] + 1 : spans[Int(node.right)].upperBound
      spans[index] = starts[index]..<end
    }
    return spans
  }
}

extension [Float] {
  fileprivate var sortedAndDistinct: [Float] {
    var result: [Float] = []
    for value in sorted() where value != result.last { result.append(value) }
    return result
  }
}
