/// A tree as scoring sees it: path lengths, and the splits that lead to different ones.
indirect enum PathTree: Sendable {
  case leaf(length: Double)
  case split(feature: Int, threshold: Float, left: PathTree, right: PathTree, leafCount: Int)

  /// Precondition: `tree` has no oblique splits.
  init(_ tree: IsolationTree) {
    self.init(tree, node: 0, depth: 0)
  }

  private init(_ tree: IsolationTree, node index: Int, depth: Int) {
    let node = tree.nodes[index]
    if node.isLeaf {
      self = .leaf(length: Double(depth) + PathLength.average(Int(node.count)))
    } else {
      self.init(
        feature: Int(node.feature), threshold: node.threshold,
        left: PathTree(tree, node: index + 1, depth: depth + 1),
        right: PathTree(tree, node: Int(node.right), depth: depth + 1))
    }
  }

  /// A leaf if the path lengths are the same on both sides.
  private init(feature: Int, threshold: Float, left: PathTree, right: PathTree) {
    if case .leaf(let one) = left, case .leaf(let other) = right, one == other {
      self = left
    } else {
      self = .split(
        feature: feature, threshold: threshold, left: left, right: right,
        leafCount: left.leafCount + right.leafCount)
    }
  }

  var leafCount: Int {
    switch self {
    case .leaf: 1
    case .split(_, _, _, _, let leafCount): leafCount
    }
  }

  /// Trees of at most `limit` leaves, in one of which a row has its path length, and 0 in the others.
  ///
  /// Nil when the tree is too deep for that.
  func parts(limit: Int) -> [PathTree]? {
    var rest = self
    var parts: [PathTree] = []
    while rest.leafCount > limit {
      guard let turns = rest.placeToPart(limit: limit) else { return nil }
      let (without, part) = rest.parted(at: turns[...])
      parts.append(part)
      rest = without
    }
    return parts + [rest]
  }

  /// The way to a subtree that leaves few enough behind, the smallest of them, or else the largest that
  /// makes a part.
  private func placeToPart(limit: Int) -> [Bool]? {
    let surplus = leafCount - (limit - 1)
    // A part has a leaf for each turn on the way.
    let places = places([]).filter { $0.leafCount + $0.turns.count <= limit }
    let enough = places.filter { $0.leafCount >= surplus }.min { $0.leafCount < $1.leafCount }
    return (enough ?? places.max { $0.leafCount < $1.leafCount })?.turns
  }

  /// The splits below, and how many leaves they have; `true` is a turn to the right.
  private func places(_ turns: [Bool]) -> [(turns: [Bool], leafCount: Int)] {
    guard case .split(_, _, let left, let right, let leafCount) = self else { return [] }
    return [(turns, leafCount)] + left.places(turns + [false]) + right.places(turns + [true])
  }

  /// The tree without a subtree, and with nothing else.
  private func parted(at turns: ArraySlice<Bool>) -> (rest: PathTree, part: PathTree) {
    let nothing = PathTree.leaf(length: 0)
    guard case .split(let feature, let threshold, let left, let right, _) = self,
      let goesRight = turns.first
    else { return (nothing, self) }
    let (rest, part) = (goesRight ? right : left).parted(at: turns.dropFirst())
    let (restLeft, restRight) = goesRight ? (left, rest) : (rest, right)
    let (partLeft, partRight) = goesRight ? (nothing, part) : (part, nothing)
    return (
      PathTree(feature: feature, threshold: threshold, left: restLeft, right: restRight),
      PathTree(feature: feature, threshold: threshold, left: partLeft, right: partRight)
    )
  }
}
