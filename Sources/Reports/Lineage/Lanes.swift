import Graph

/// Nodes and the places where long edges pass columns, ordered within each column.
struct Lanes: Sendable {
  /// Items `0..<nodeCount` are nodes, the others pass-through places of edges.
  private let nodeCount: Int
  /// The column of each item.
  private(set) var columns: [Int]
  /// The items of each edge, from node to node, one a column.
  private(set) var chains: [[Int]] = []
  private var order: [[Int]]
  private var left: [[Int]]
  private var right: [[Int]]

  init(_ graph: DependencyGraph, columns: [Int]) {
    nodeCount = graph.count
    self.columns = columns
    for edge in graph.edges {
      var chain = [edge.from]
      for column in (columns[edge.from] + 1)..<max(columns[edge.to], columns[edge.from] + 1) {
        chain.append(self.columns.count)
        self.columns.append(column)
      }
      chains.append(chain + [edge.to])
    }
    left = [[Int]](repeating: [], count: self.columns.count)
    right = left
    for chain in chains {
      for (from, to) in zip(chain, chain.dropFirst()) {
        right[from].append(to)
        left[to].append(from)
      }
    }
    order = [[Int]](repeating: [], count: (columns.max() ?? -1) + 1)
    for (item, column) in self.columns.enumerated() { order[column].append(item) }
  }

  /// Sweeps to and fro, each column by the mean place of its neighbours in the column before.
  mutating func sortByNeighbours(sweeps: Int = 12) {
    var best = order
    var fewest = crossings
    for sweep in 0..<sweeps where fewest > 0 {
      let towardsRight = sweep % 2 == 0
      let neighbours = towardsRight ? left : right
      let path = towardsRight ? Array(order.indices) : order.indices.reversed()
      for column in path { sort(column, by: neighbours) }
      let now = crossings
      if now < fewest { (best, fewest) = (order, now) }
    }
    order = best
  }

  private mutating func sort(_ column: Int, by neighbours: [[Int]]) {
    let places = self.places
    let keyed = order[column].enumerated().map {
      place, item -> (key: Double, place: Int, item: Int) in
      let around = neighbours[item]
      guard !around.isEmpty else { return (Double(place), place, item) }
      return (around.reduce(0) { $0 + places[$1] } / Double(around.count), place, item)
    }
    order[column] = keyed.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.item)
  }

  /// The place of each item in its column.
  private var places: [Double] {
    var places = [Double](repeating: 0, count: columns.count)
    for items in order { for (place, item) in items.enumerated() { places[item] = Double(place) } }
    return places
  }

  /// How often edges cross between neighbouring columns.
  private var crossings: Int {
    let places = self.places
    return order.reduce(0) { sum, items in
      let ends = items.flatMap { item in right[item].map { places[$0] }.sorted() }
      return sum + Self.inversions(ends)
    }
  }

  /// Pairs that stand in the wrong order, by merging.
  private static func inversions(_ values: [Double]) -> Int {
    guard values.count > 1 else { return 0 }
    var count = 0
    func merged(_ range: Range<Int>) -> [Double] {
      guard range.count > 1 else { return Array(values[range]) }
      let middle = range.lowerBound + range.count / 2
      let (one, other) = (merged(range.lowerBound..<middle), merged(middle..<range.upperBound))
      var result: [Double] = []
      var (i, j) = (0, 0)
      while i < one.count || j < other.count {
        if j == other.count || (i < one.count && one[i] <= other[j]) {
          result.append(one[i])
          i += 1
        } else {
          result.append(other[j])
          j += 1
          count += one.count - i
        }
      }
      return result
    }
    _ = merged(values.indices)
    return count
  }
}

extension Lanes {
  /// The vertical centre of each item, the topmost at 0.
  func heights(_ metrics: LayeredLayout.Metrics, rounds: Int = 8) -> [Double] {
    var heights = [Double](repeating: 0, count: columns.count)
    for items in order {
      for (item, offset) in zip(items, offsets(items, metrics)) { heights[item] = offset }
    }
    for round in 0..<rounds {
      let path = round % 2 == 0 ? Array(order.indices) : order.indices.reversed()
      for column in path {
        let items = order[column]
        let wanted = items.map { wish(of: $0, heights) }
        let placed = Self.spread(wanted, offsets(items, metrics))
        for (item, height) in zip(items, placed) { heights[item] = height }
      }
    }
    let top = heights.min() ?? 0
    return heights.map { $0 - top }
  }

  /// The mean of the neighbours' heights.
  private func wish(of item: Int, _ heights: [Double]) -> Double {
    let around = left[item] + right[item]
    guard !around.isEmpty else { return heights[item] }
    return around.reduce(0) { $0 + heights[$1] } / Double(around.count)
  }

  /// The centres of items that stand as close as they may, the first at 0.
  private func offsets(_ items: [Int], _ metrics: LayeredLayout.Metrics) -> [Double] {
    var offset = 0.0
    var last: Int?
    return items.map { item in
      if let last { offset += distance(last, item, metrics) }
      last = item
      return offset
    }
  }

  private func distance(_ one: Int, _ other: Int, _ metrics: LayeredLayout.Metrics) -> Double {
    let boxes = [one, other].count { $0 < nodeCount }
    let gap = boxes == 2 ? metrics.rowGap : metrics.edgeGap
    return Double(boxes) * metrics.boxHeight / 2 + gap
  }

  /// The heights nearest to `wanted` (least squares) that keep the order and the distances between
  /// `offsets`: isotonic regression by pooling neighbours.
  private static func spread(_ wanted: [Double], _ offsets: [Double]) -> [Double] {
    var pools: [(sum: Double, count: Int)] = []
    for (wish, offset) in zip(wanted, offsets) {
      pools.append((wish - offset, 1))
      while pools.count > 1,
        let last = pools.last,
        pools[pools.count - 2].sum / Double(pools[pools.count - 2].count)
          > last.sum / Double(last.count)
      {
        pools.removeLast()
        pools[pools.count - 1].sum += last.sum
        pools[pools.count - 1].count += last.count
      }
    }
    let levels = pools.flatMap { pool in
      [Double](repeating: pool.sum / Double(pool.count), count: pool.count)
    }
    return zip(levels, offsets).map { $0 + $1 }
  }
}
