/// A binary tree of random splits, its nodes in pre-order: a left child follows its parent.
struct IsolationTree: Hashable, Sendable {
  struct Node: Hashable, Sendable {
    /// Column of the split; `leaf`, or `oblique` when the split has terms.
    var feature: Int32
    /// A row goes left if its value is not greater.
    var threshold: Float = 0
    /// Index of the right child; 0 in a leaf.
    var right: Int32 = 0
    /// Training rows that came here.
    var count: Int32
    var missingGoesLeft = false
    /// The place of an oblique split's terms in `terms`.
    var firstTerm: Int32 = 0
    var termCount: Int32 = 0

    static let leaf: Int32 = -1
    static let oblique: Int32 = -2

    var isLeaf: Bool { feature == Node.leaf }
    var termRange: Range<Int> { Int(firstTerm)..<Int(firstTerm + termCount) }
  }

  /// One summand of an oblique split: the row's value of `feature` × `weight`.
  struct Term: Hashable, Sendable {
    var feature: Int32
    var weight: Float
  }

  var nodes: [Node]
  var terms: [Term] = []

  /// Whether the row goes to the left child of `node`.
  ///
  /// `value` gives the row's scaled value of a column, NaN where it is missing.
  @inline(__always)
  func goesLeft(_ node: Node, _ value: (Int) -> Float) -> Bool {
    let position = node.feature >= 0 ? value(Int(node.feature)) : sum(node, value)
    return position.isNaN ? node.missingGoesLeft : position <= node.threshold
  }

  private func sum(_ node: Node, _ value: (Int) -> Float) -> Float {
    var sum: Float = 0
    for term in terms[node.termRange] { sum += value(Int(term.feature)) * term.weight }
    return sum
  }

  /// Depth at which the row ends, plus the average path length of the training rows left there.
  @inline(__always)
  func pathLength(_ value: (Int) -> Float) -> Double {
    nodes.withUnsafeBufferPointer { nodes in
      var index = 0
      var depth = 0
      while !nodes[index].isLeaf {
        index = goesLeft(nodes[index], value) ? index + 1 : Int(nodes[index].right)
        depth += 1
      }
      return Double(depth) + PathLength.average(Int(nodes[index].count))
    }
  }

  /// Mean path length of the training rows that came to each node.
  var expectedPathLengths: [Double] {
    var lengths = [Double](repeating: 0, count: nodes.count)
    let depths = depths
    // Children stand behind their parent.
    for index in nodes.indices.reversed() {
      let node = nodes[index]
      if node.isLeaf {
        lengths[index] = Double(depths[index]) + PathLength.average(Int(node.count))
      } else {
        let left = Double(nodes[index + 1].count)
        let right = Double(nodes[Int(node.right)].count)
        lengths[index] =
          (left * lengths[index + 1] + right * lengths[Int(node.right)]) / (left + right)
      }
    }
    return lengths
  }

  /// Depth of each node; the root's is 0.
  var depths: [Int] {
    var depths = [Int](repeating: 0, count: nodes.count)
    for (index, node) in nodes.enumerated() where !node.isLeaf {
      depths[index + 1] = depths[index] + 1
      depths[Int(node.right)] = depths[index] + 1
    }
    return depths
  }
}
