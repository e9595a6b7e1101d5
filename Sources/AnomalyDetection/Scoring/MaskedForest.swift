/// Trees as tables of leaf masks: scoring looks up values instead of walking down.
///
/// The idea is QuickScorer's (Lucchese and others, SIGIR 2015). A row that goes right at a node cannot end
/// in the node's left subtree; of the leaves that all nodes leave over, the leftmost is where it ends. A
/// tree's nodes on one column, in order of their thresholds, cut the column into intervals, and what
/// they leave over is known for each interval beforehand. Columns are taken in pairs: a pair of intervals
/// has one mask, and its place is the sum of two codes, which are looked up for eight trees at once.
struct MaskedForest: Sendable {
  /// Trees whose codes are looked up together.
  static let lanes = 8
  typealias Codes = SIMD8<UInt16>

  /// Two columns, or one that is left over.
  struct Pair: Sendable {
    let first: Int
    let second: Int?
  }

  struct Tree: Sendable {
    /// Words of a mask: 1, 2 or 4.
    var words: Int
    /// Where the path lengths begin in `leaves`.
    var leaves: Int
    /// Where the masks of the first pair begin in `masks`; the other pairs follow.
    var masks: [Int]
  }

  private static let greatestTableSize = 64 << 20
  private static let greatestLeafCount = 256
  /// Bytes of a pair's masks in one tree: its places are 16 bits wide, and it should lie near.
  private static let greatestPairSize = 1 << 15

  let pairs: [Pair]
  private(set) var trees: [Tree] = []
  /// All thresholds of each column, ascending and different; a value's rank is how many are less.
  let thresholds: [[Float]]
  let rankTables: [RankTable]
  /// For each eight trees, column by column, rank by rank: the codes of the trees' intervals, in bytes
  /// of the pair's masks.
  private(set) var codes: [Codes] = []
  /// Where a column's codes begin among those of eight trees.
  let codeStarts: [Int]
  /// Codes of eight trees.
  let codeCount: Int
  private(set) var masks: [UInt64] = []
  private(set) var leaves: [Double] = []

  /// Nil for trees with oblique splits, too many leaves, or too many thresholds in all.
  init?(_ forest: [IsolationTree], features: Int) {
    guard forest.allSatisfy({ $0.terms.isEmpty }) else { return nil }
    guard forest.allSatisfy({ $0.leafCount <= MaskedForest.greatestLeafCount }) else { return nil }
    var thresholds = [[Float]](repeating: [], count: features)
    for node in forest.lazy.flatMap(\.nodes) where !node.isLeaf {
      thresholds[Int(node.feature)].append(node.threshold)
    }
    self.thresholds = thresholds.map(\.sortedAndDistinct)
    rankTables = self.thresholds.map(RankTable.init)
    pairs = MaskedForest.pairs(of: forest, thresholds: self.thresholds)
    var starts: [Int] = []
    var count = 0
    for thresholds in self.thresholds {
      starts.append(count)
      count += thresholds.count + 1
    }
    (codeStarts, codeCount) = (starts, count)
    guard count * forest.count * 2 <= MaskedForest.greatestTableSize else { return nil }
    guard self.thresholds.allSatisfy({ $0.count < Int(UInt16.max) }) else { return nil }
    let groups = (forest.count + MaskedForest.lanes - 1) / MaskedForest.lanes
    codes = [Codes](repeating: Codes(), count: count * groups)
    for (index, tree) in forest.enumerated() { append(tree, index) }
    guard masks.count * 8 <= MaskedForest.greatestTableSize else { return nil }
  }

  /// What scoring a row costs, in about the steps that walking down a level costs.
  var cost: Double {
    trees.reduce(0) { sum, tree in
      sum + Double(pairs.count) * (tree.words == 4 ? 0.7 : 0.4) + 1
    }
  }

  /// Columns that trees split, those with many thresholds beside those with few: tables stay small.
  private static func pairs(of forest: [IsolationTree], thresholds: [[Float]]) -> [Pair] {
    let used = thresholds.indices.filter { !thresholds[$0].isEmpty }
      .sorted { (thresholds[$0].count, $0) < (thresholds[$1].count, $1) }
    // Trees of one leaf still need a mask.
    guard !used.isEmpty else { return [Pair(first: 0, second: nil)] }
    let counts = forest.map { $0.splitCounts(features: thresholds.count) }
    return (0..<(used.count + 1) / 2).flatMap { index in
      let (one, other) = (used[index], used[used.count - 1 - index])
      if one == other { return [Pair(first: one, second: nil)] }
      let greatest = zip(forest, counts).map { tree, counts in
        (counts[one] + 1) * (counts[other] + 1) * 8 * words(leaves: tree.leafCount)
      }.max()
      return greatest.map { $0 <= greatestPairSize } ?? true
        ? [Pair(first: one, second: other)]
        : [Pair(first: one, second: nil), Pair(first: other, second: nil)]
    }
  }

  /// Words of a mask for so many leaves.
  private static func words(leaves: Int) -> Int { leaves <= 64 ? 1 : leaves <= 128 ? 2 : 4 }

  private mutating func append(_ tree: IsolationTree, _ index: Int) {
    let spans = tree.leafSpans
    let words = MaskedForest.words(leaves: spans[0].count)
    var nodes: [Int: [ColumnNode]] = [:]
    for (index, node) in tree.nodes.enumerated() where !node.isLeaf {
      nodes[Int(node.feature), default: []].append(
        ColumnNode(threshold: node.threshold, left: spans[index + 1]))
    }
    let columns = nodes.mapValues { $0.sorted { $0.threshold < $1.threshold } }
    var starts: [Int] = []
    for pair in pairs {
      starts.append(masks.count)
      let first = columns[pair.first] ?? []
      let second = pair.second.flatMap { columns[$0] } ?? []
      addCodes(pair.first, first, factor: words * 8, tree: index)
      if let column = pair.second {
        addCodes(column, second, factor: (first.count + 1) * words * 8, tree: index)
      }
      addMasks(first, second, words)
    }
    trees.append(Tree(words: words, leaves: leaves.count, masks: starts))
    let depths = tree.depths
    for (index, node) in tree.nodes.enumerated() where node.isLeaf {
      leaves.append(Double(depths[index]) + PathLength.average(Int(node.count)))
    }
  }

  /// The interval of each of a column's ranks, times `factor`.
  private mutating func addCodes(_ column: Int, _ nodes: [ColumnNode], factor: Int, tree: Int) {
    let lane = tree % MaskedForest.lanes
    let start = tree / MaskedForest.lanes * codeCount + codeStarts[column]
    var interval = 0
    for (rank, threshold) in thresholds[column].enumerated() {
      while interval < nodes.count, nodes[interval].threshold <= threshold { interval += 1 }
      codes[start + rank + 1][lane] = UInt16(interval * factor)
    }
  }

  /// The masks of all pairs of intervals, those of the first column next to each other.
  private mutating func addMasks(_ first: [ColumnNode], _ second: [ColumnNode], _ words: Int) {
    let (firsts, seconds) = (MaskedForest.masks(first, words), MaskedForest.masks(second, words))
    for start in stride(from: 0, to: seconds.count, by: words) {
      for first in stride(from: 0, to: firsts.count, by: words) {
        for word in 0..<words { masks.append(firsts[first + word] & seconds[start + word]) }
      }
    }
  }

  /// What a column's nodes leave over in each interval, one mask behind the other.
  private static func masks(_ nodes: [ColumnNode], _ words: Int) -> [UInt64] {
    var masks = [UInt64](repeating: .max, count: (nodes.count + 1) * words)
    for (index, node) in nodes.enumerated() {
      let start = (index + 1) * words
      for word in start..<start + words { masks[word] = masks[word - words] }
      for leaf in node.left { masks[start + leaf / 64] &= ~(1 << UInt64(leaf % 64)) }
    }
    return masks
  }

  /// A node's part in its column.
  private struct ColumnNode {
    let threshold: Float
    /// Leaves of its left subtree.
    let left: Range<Int>
  }
}

extension IsolationTree {
  fileprivate var leafCount: Int { (nodes.count + 1) / 2 }

  /// How many nodes split each column.
  fileprivate func splitCounts(features: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: features)
    for node in nodes where !node.isLeaf { counts[Int(node.feature)] += 1 }
    return counts
  }

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
