/// What is left over of a tree's leaves, at most 64, when a column's value is known.
///
/// Leaves are numbered from left to right. A row that goes right at a split cannot end in the split's left
/// subtree; of the leaves that all splits leave over, the leftmost is where it ends.
struct LeafMasks {
  /// A split's part in its column.
  private struct Cut {
    let threshold: Float
    /// Leaves of its left subtree.
    let left: Range<Int>
  }

  static let greatestLeafCount = 64

  /// Of each leaf, from left to right.
  private(set) var lengths: [Double] = []
  /// In order of the thresholds.
  private var cuts: [[Cut]]

  /// Precondition: `tree` has at most 64 leaves.
  init(_ tree: PathTree, features: Int) {
    cuts = [[Cut]](repeating: [], count: features)
    add(tree)
    for feature in 0..<features { cuts[feature].sort { $0.threshold < $1.threshold } }
  }

  private mutating func add(_ tree: PathTree) {
    switch tree {
    case .leaf(let length): lengths.append(length)
    case .split(let feature, let threshold, let left, let right, _):
      let start = lengths.count
      add(left)
      cuts[feature].append(Cut(threshold: threshold, left: start..<lengths.count))
      add(right)
    }
  }

  /// A column's thresholds, ascending; they part it into one interval more.
  func thresholds(_ feature: Int) -> [Float] { cuts[feature].map(\.threshold) }

  func intervalCount(_ feature: Int) -> Int { cuts[feature].count + 1 }

  /// What a column's splits leave over in each of its intervals; a bit for each leaf.
  func masks(_ feature: Int) -> [UInt64] {
    var masks: [UInt64] = [.max]
    for cut in cuts[feature] {
      let left =
        (UInt64.max << UInt64(cut.left.lowerBound)) & ~(UInt64.max << UInt64(cut.left.upperBound))
      masks.append(masks[masks.count - 1] & ~left)
    }
    return masks
  }
}
