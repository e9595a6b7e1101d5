/// Columns in as few clusters as their tables of masks allow.
struct ColumnClusters {
  /// Masks of eight trees: more would not lie near the processor. Codes, of 16 bits, reach as far.
  private static let greatestMaskCount = 12_000
  private static let greatestCode = 1 << 16

  /// Those that trees split.
  let columns: [[Int]]

  /// Nil when some trees need more masks than codes reach, even with one column in each cluster.
  init?(_ trees: [LeafMasks], features: Int) {
    let intervals = (0..<features).map { feature in trees.map { $0.intervalCount(feature) } }
    let used = intervals.indices.filter { feature in intervals[feature].contains { $0 > 1 } }
    for count in 0...used.count where count > 0 || used.isEmpty {
      let clusters = ColumnClusters.dealt(used, intervals, into: count)
      let masks = ColumnClusters.maskCount(clusters, intervals, trees: trees.count)
      if masks <= ColumnClusters.greatestMaskCount
        || (count == used.count && masks <= ColumnClusters.greatestCode)
      {
        columns = clusters
        return
      }
    }
    return nil
  }

  /// The columns with most splits first, each to the cluster with the smallest tables.
  private static func dealt(_ used: [Int], _ intervals: [[Int]], into count: Int) -> [[Int]] {
    var clusters = [[Int]](repeating: [], count: count)
    var sizes = [Double](repeating: 0, count: count)
    let weights = intervals.map { $0.reduce(0.0) { $0 + StableMath.log(Double($1)) } }
    for column in used.sorted(by: { (weights[$1], $0) < (weights[$0], $1) }) {
      guard let least = sizes.indices.min(by: { sizes[$0] < sizes[$1] }) else { break }
      clusters[least].append(column)
      sizes[least] += weights[column]
    }
    return clusters
  }

  /// The most masks that eight trees need.
  private static func maskCount(
    _ clusters: [[Int]], _ intervals: [[Int]], trees: Int
  ) -> Int {
    let counts = (0..<trees).map { tree in
      clusters.reduce(0.0) { sum, columns in
        // Never exact where it matters not: a product may be too large for an integer.
        sum + columns.reduce(1.0) { $0 * Double(intervals[$1][tree]) }
      }
    }
    let sums = stride(from: 0, to: trees, by: MaskedForest.lanes).map { start in
      counts[start..<min(start + MaskedForest.lanes, trees)].reduce(0, +)
    }
    return Int(min(sums.max() ?? 0, 1e9))
  }
}
