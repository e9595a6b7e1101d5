/// Trees as tables of leaf masks: scoring looks up values instead of walking down.
///
/// The idea is QuickScorer's (Lucchese and others, SIGIR 2015). A tree's splits of one column cut it into
/// intervals, and what they leave over of the leaves is known for each interval beforehand
/// (`LeafMasks`). Columns are taken in clusters: a row's intervals of a cluster's columns have one mask, and
/// its place is the sum of a code for each column; codes are looked up for eight trees at once.
struct MaskedForest: Sendable {
  /// Trees whose codes are looked up together.
  static let lanes = 8
  typealias Codes = SIMD8<UInt16>

  private static let greatestLeafCount = 512
  private static let greatestTableSize = 64 << 20

  /// Columns whose codes add up to the place of one mask.
  let clusters: [[Int]]
  /// Of each column that a cluster has.
  let rankTables: [RankTable?]
  /// Eight trees at a time.
  private(set) var groups: [Group] = []
  /// For each group, column by column, rank by rank: a code for each tree.
  private(set) var codes: [Codes] = []
  /// Where a column's codes begin among those of a group.
  let codeStarts: [Int]
  private(set) var masks: [UInt64] = []
  /// 64 path lengths for each tree; groups have trees without any for what they lack.
  private(set) var lengths: [Double] = []

  struct Group: Sendable {
    /// Where these trees' entries begin.
    var codes: Int
    var masks: Int
    var lengths: Int
  }

  /// Nil for trees with oblique splits, too many leaves, or too many thresholds in all.
  init?(_ forest: [IsolationTree], features: Int) {
    guard forest.allSatisfy({ $0.terms.isEmpty }) else { return nil }
    var trees: [LeafMasks] = []
    for tree in forest {
      let tree = PathTree(tree)
      guard tree.leafCount <= MaskedForest.greatestLeafCount,
        let parts = tree.parts(limit: LeafMasks.greatestLeafCount)
      else { return nil }
      for part in parts { trees.append(LeafMasks(part, features: features)) }
    }
    guard let clusters = ColumnClusters(trees, features: features)?.columns else { return nil }
    self.clusters = clusters
    let thresholds = (0..<features).map { feature in
      trees.flatMap { $0.thresholds(feature) }.sortedAndDistinct
    }
    rankTables = thresholds.map { $0.isEmpty ? nil : RankTable($0) }
    var starts: [Int] = []
    var count = 0
    for thresholds in thresholds {
      starts.append(count)
      count += thresholds.count + 1
    }
    codeStarts = starts
    guard thresholds.allSatisfy({ $0.count <= RankTable.greatestRank }),
      count * trees.count * 2 <= MaskedForest.greatestTableSize
    else { return nil }
    for start in stride(from: 0, to: trees.count, by: MaskedForest.lanes) {
      append(trees[start..<min(start + MaskedForest.lanes, trees.count)], thresholds, count)
    }
  }

  /// What scoring a row costs, in about the steps that walking down a level costs.
  var cost: Double {
    Double(groups.count * MaskedForest.lanes) * (Double(clusters.count) * 0.3 + 0.7)
  }

  private mutating func append(
    _ trees: ArraySlice<LeafMasks>, _ thresholds: [[Float]], _ codeCount: Int
  ) {
    let group = Group(codes: codes.count, masks: masks.count, lengths: lengths.count)
    groups.append(group)
    codes.append(contentsOf: repeatElement(Codes(), count: codeCount))
    for (lane, tree) in trees.enumerated() {
      for columns in clusters {
        var place = masks.count - group.masks
        var table: [UInt64] = [.max]
        for column in columns {
          addCodes(
            tree.thresholds(column), thresholds[column], from: place, step: table.count,
            at: (group.codes + codeStarts[column]) * MaskedForest.lanes + lane)
          // The masks of this column's intervals stand `step` apart.
          table = tree.masks(column).flatMap { mask in table.map { $0 & mask } }
          place = 0
        }
        masks += table
      }
      lengths += tree.lengths
      lengths += repeatElement(0, count: LeafMasks.greatestLeafCount - tree.lengths.count)
    }
    let missing = MaskedForest.lanes - trees.count
    lengths += repeatElement(0, count: missing * LeafMasks.greatestLeafCount)
  }

  /// For each of a column's ranks, `place` + the number of its interval × `step`.
  ///
  /// - Parameters:
  ///   - cuts: the tree's own thresholds, ascending.
  ///   - thresholds: all trees' thresholds, ascending and different.
  ///   - start: where the tree's first code is, in numbers of 16 bits; others are `lanes` apart.
  private mutating func addCodes(
    _ cuts: [Float], _ thresholds: [Float], from place: Int, step: Int, at start: Int
  ) {
    codes.withUnsafeMutableBytes { bytes in
      let codes = bytes.assumingMemoryBound(to: UInt16.self)
      var (interval, code) = (0, place)
      codes[start] = UInt16(code)
      for (rank, threshold) in thresholds.enumerated() {
        while interval < cuts.count, cuts[interval] <= threshold {
          interval += 1
          code += step
        }
        codes[start + (rank + 1) * MaskedForest.lanes] = UInt16(code)
      }
    }
  }
}

extension [Float] {
  fileprivate var sortedAndDistinct: [Float] {
    var result: [Float] = []
    for value in sorted() where value != result.last { result.append(value) }
    return result
  }
}
