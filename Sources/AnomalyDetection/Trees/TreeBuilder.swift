/// Grows one isolation tree (Liu, Ting, Zhou 2008, algorithm 2).
struct TreeBuilder {
  private struct Pending {
    let rows: Range<Int>
    let depth: Int
    /// The node whose right child this will be; nil for a left child and the root.
    let rightOf: Int?
  }

  let sample: TrainingSample
  let depthLimit: Int
  /// Columns in one split beyond the first; 0 makes every split parallel to an axis.
  let extensionLevel: Int
  var random: RandomStream
  /// The sample's rows; each node owns a range of it.
  var order: [Int32]
  private var tree = IsolationTree(nodes: [])

  init(_ sample: TrainingSample, depthLimit: Int, extensionLevel: Int, random: RandomStream) {
    self.sample = sample
    self.depthLimit = depthLimit
    self.extensionLevel = extensionLevel
    self.random = random
    order = (0..<Int32(sample.rowCount)).map { $0 }
  }

  mutating func build() -> IsolationTree {
    var pending = [Pending(rows: 0..<order.count, depth: 0, rightOf: nil)]
    while let next = pending.popLast() {
      let index = tree.nodes.count
      if let parent = next.rightOf { tree.nodes[parent].right = Int32(index) }
      tree.nodes.append(.init(feature: IsolationTree.Node.leaf, count: Int32(next.rows.count)))
      guard next.depth < depthLimit, next.rows.count > 1, let split = split(next.rows) else {
        continue
      }
      let middle = apply(split, to: next.rows, at: index)
      pending.append(
        Pending(rows: middle..<next.rows.upperBound, depth: next.depth + 1, rightOf: index))
      pending.append(
        Pending(rows: next.rows.lowerBound..<middle, depth: next.depth + 1, rightOf: nil))
    }
    return tree
  }

  /// A split that parts the rows; nil when they are all alike.
  private mutating func split(_ rows: Range<Int>) -> Split? {
    if extensionLevel > 0, let oblique = obliqueSplit(rows) { return oblique }
    return axisSplit(rows)
  }

  /// Draws features until one is not constant among the rows, then a threshold in its range.
  private mutating func axisSplit(_ rows: Range<Int>) -> Split? {
    var candidates = Array(sample.features.indices)
    while !candidates.isEmpty {
      let drawn = random.below(candidates.count)
      let bounds = sample.bounds(candidates[drawn], order[rows])
      if bounds.isSplittable {
        let threshold = bounds.threshold(random.unit())
        return Split(
          .axis(candidates[drawn]), threshold, missing: missingSide([bounds], of: rows.count))
      }
      candidates.swapAt(drawn, candidates.count - 1)
      candidates.removeLast()
    }
    return nil
  }

  /// Where rows without a value go: to a random side if the node has such rows.
  mutating func missingSide(
    _ bounds: [TrainingSample.Bounds], of count: Int
  ) -> Split.MissingSide {
    guard bounds.contains(where: { $0.missing > 0 }) else { return .larger }
    // One value and gaps: only the gaps can be parted off.
    if bounds.count == 1, bounds[0].least == bounds[0].greatest { return .right }
    return random.next() & 1 == 0 ? .left : .right
  }

  /// Parts the node's rows and records the split; returns where the right child's rows begin.
  private mutating func apply(_ split: Split, to rows: Range<Int>, at index: Int) -> Int {
    let middle = part(rows, by: split)
    let left = middle - rows.lowerBound
    var node = tree.nodes[index]
    node.threshold = split.threshold
    node.missingGoesLeft =
      switch split.missing {
      case .left: true
      case .right: false
      case .larger: left > rows.count - left
      }
    switch split.direction {
    case .axis(let feature):
      node.feature = Int32(sample.features[feature])
    case .oblique(let terms):
      node.feature = IsolationTree.Node.oblique
      node.firstTerm = Int32(tree.terms.count)
      node.termCount = Int32(terms.count)
      tree.terms += terms.map {
        .init(feature: Int32(sample.features[Int($0.feature)]), weight: $0.weight)
      }
    }
    tree.nodes[index] = node
    return middle
  }

  /// Moves the rows that go left before the others; returns where these begin.
  private mutating func part(_ rows: Range<Int>, by split: Split) -> Int {
    var left = rows.lowerBound
    var right = rows.upperBound
    while left < right {
      if goesLeft(order[left], split) {
        left += 1
      } else {
        right -= 1
        order.swapAt(left, right)
      }
    }
    return left
  }

  func goesLeft(_ row: Int32, _ split: Split) -> Bool {
    let position = split.position { sample[$0, row] }
    return position.isNaN ? split.missing == .left : position <= split.threshold
  }
}
