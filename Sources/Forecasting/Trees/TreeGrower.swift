/// Grows one regression tree, the leaf with the greatest gain first (as LightGBM does).
struct TreeGrower {
  private struct Leaf {
    let node: Int
    let rows: Range<Int>
    let sum: Double
    let histogram: Histogram
    let split: Split?
  }

  private struct Split {
    var gain: Double
    var column: Int
    /// Ranges up to this one go left.
    var bin: Int
    var missingGoesLeft: Bool
    var leftSum: Double
    var leftCount: Int
  }

  private let data: BinnedColumns
  private let parameters: BoostingParameters
  private let threads: Int
  /// The training rows; each leaf owns a range of them, in ascending order.
  private(set) var order: [Int32]
  private var tree = RegressionTree()
  private var leaves: [Leaf] = []

  init(_ data: BinnedColumns, _ parameters: BoostingParameters, threads: Int) {
    self.data = data
    self.parameters = parameters
    self.threads = threads
    order = (0..<Int32(data.rowCount)).map { $0 }
  }

  /// The tree whose leaves hold the mean residual of their rows, times the learning rate; and adds
  /// it to `predictions`.
  mutating func grow(_ residuals: [Double], addingTo predictions: inout [Double]) -> RegressionTree
  {
    let all = 0..<order.count
    let sum = residuals.reduce(0, +)
    let root = Histogram(data, rows: order[all], gradients: residuals, threads: threads)
    leaves = [leaf(0, all, sum, root)]
    while leaves.count < parameters.leaves, let index = bestLeaf, let split = leaves[index].split {
      divide(index, by: split, residuals)
    }
    for leaf in leaves {
      let value =
        leaf.sum / (Double(leaf.rows.count) + parameters.l2) * parameters.learningRate
      tree.nodes[leaf.node].value = value
      for place in leaf.rows { predictions[Int(order[place])] += value }
    }
    return tree
  }

  private var bestLeaf: Int? {
    let candidates = leaves.indices.filter { leaves[$0].split != nil }
    return candidates.max { (leaves[$0].split?.gain ?? 0) < (leaves[$1].split?.gain ?? 0) }
  }

  private func leaf(_ node: Int, _ rows: Range<Int>, _ sum: Double, _ histogram: Histogram) -> Leaf
  {
    Leaf(
      node: node, rows: rows, sum: sum, histogram: histogram,
      split: bestSplit(histogram, count: rows.count, sum: sum))
  }

  private mutating func divide(_ index: Int, by split: Split, _ residuals: [Double]) {
    let leaf = leaves.remove(at: index)
    let (left, right) = (tree.nodes.count, tree.nodes.count + 1)
    tree.nodes += [RegressionTree.Node(), RegressionTree.Node()]
    tree.nodes[leaf.node] = RegressionTree.Node(
      column: split.column, threshold: threshold(split), missingGoesLeft: split.missingGoesLeft,
      left: left, right: right)
    let middle = part(leaf.rows, by: split)
    let (lower, upper) = (leaf.rows.lowerBound..<middle, middle..<leaf.rows.upperBound)
    let smaller = lower.count <= upper.count ? lower : upper
    let gradients = order[smaller].map { residuals[Int($0)] }
    let counted = Histogram(data, rows: order[smaller], gradients: gradients, threads: threads)
    let rest = leaf.histogram.without(counted)
    let isLowerCounted = smaller == lower
    leaves.append(
      self.leaf(left, lower, split.leftSum, isLowerCounted ? counted : rest))
    leaves.append(
      self.leaf(right, upper, leaf.sum - split.leftSum, isLowerCounted ? rest : counted))
  }

  /// The last range's end is infinite: only missing values go right there.
  private func threshold(_ split: Split) -> Double {
    let edges = data.edges[split.column]
    return split.bin < edges.count ? edges[split.bin] : .infinity
  }

  /// Moves the rows that go left before the others, each part in its order.
  private mutating func part(_ rows: Range<Int>, by split: Split) -> Int {
    var right: [Int32] = []
    var next = rows.lowerBound
    let start = split.column * data.rowCount
    for place in rows {
      let row = order[place]
      let bin = data.bins[start + Int(row)]
      let goesLeft = bin == BinnedColumns.missing ? split.missingGoesLeft : Int(bin) <= split.bin
      if goesLeft {
        order[next] = row
        next += 1
      } else {
        right.append(row)
      }
    }
    order.replaceSubrange(next..<rows.upperBound, with: right)
    return next
  }

  private func bestSplit(_ histogram: Histogram, count: Int, sum: Double) -> Split? {
    guard count >= 2 * parameters.leastRows else { return nil }
    let search = SplitSearch(histogram, count: count, sum: sum, parameters)
    var best: Split?
    for column in data.edges.indices {
      search.visit(column, ranges: data.edges[column].count + 1) { gain, bin, missingLeft, s, n in
        if gain > (best?.gain ?? 1e-9) {
          best = Split(
            gain: gain, column: column, bin: bin, missingGoesLeft: missingLeft, leftSum: s,
            leftCount: n)
        }
      }
    }
    return best
  }
}

/// Looks at every split of one column.
private struct SplitSearch {
  typealias Visit = (
    _ gain: Double, _ bin: Int, _ missingGoesLeft: Bool, _ sum: Double, _ count: Int
  ) -> Void

  private let histogram: Histogram
  private let count: Int
  private let sum: Double
  private let parameters: BoostingParameters

  init(_ histogram: Histogram, count: Int, sum: Double, _ parameters: BoostingParameters) {
    self.histogram = histogram
    self.count = count
    self.sum = sum
    self.parameters = parameters
  }

  /// Missing values are tried on both sides if there are any; else they go with the greater part.
  func visit(_ column: Int, ranges: Int, _ found: Visit) {
    let start = column * Histogram.size
    let missing = start + Int(BinnedColumns.missing)
    let (missingSum, missingCount) = (histogram.sums[missing], Int(histogram.counts[missing]))
    histogram.sums.withUnsafeBufferPointer { sums in
      histogram.counts.withUnsafeBufferPointer { counts in
        var (leftSum, leftCount) = (0.0, 0)
        for bin in 0..<ranges {
          leftSum += sums[start + bin]
          leftCount += Int(counts[start + bin])
          let isLast = bin == ranges - 1
          if missingCount == 0 {
            if isLast { return }
            let gain = gain(leftSum, leftCount)
            if gain > 0 { found(gain, bin, leftCount * 2 > count, leftSum, leftCount) }
          } else {
            let right = gain(leftSum, leftCount)
            if right > 0 { found(right, bin, false, leftSum, leftCount) }
            if isLast { return }
            let left = gain(leftSum + missingSum, leftCount + missingCount)
            if left > 0 {
              found(left, bin, true, leftSum + missingSum, leftCount + missingCount)
            }
          }
        }
      }
    }
  }

  /// How much the squared error falls; 0 for a split that leaves a side too small.
  @inline(__always)
  private func gain(_ leftSum: Double, _ leftCount: Int) -> Double {
    let rightCount = count - leftCount
    guard leftCount >= parameters.leastRows, rightCount >= parameters.leastRows else { return 0 }
    let rightSum = sum - leftSum
    return leftSum * leftSum / (Double(leftCount) + parameters.l2)
      + rightSum * rightSum / (Double(rightCount) + parameters.l2)
      - sum * sum / (Double(count) + parameters.l2)
  }
}
