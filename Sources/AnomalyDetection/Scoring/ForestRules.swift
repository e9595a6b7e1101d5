/// A forest in terms of the values as they came, for whoever else may score rows by it.
///
/// A row goes left where its value is not greater than the threshold. Decisions are exactly the
/// forest's own: a threshold here is the greatest double whose scaled value the forest sends left.
package struct ForestRules: Hashable, Sendable {
  /// In pre-order: a left child follows its parent.
  package struct Node: Hashable, Sendable {
    /// Nil in a leaf.
    package let feature: Int?
    package let threshold: Double
    /// Index of the right child; 0 in a leaf.
    package let right: Int
    package let missingGoesLeft: Bool
    /// Of a row that ends here; 0 in a split.
    package let pathLength: Double
  }

  package let trees: [[Node]]
  /// What the sum of a row's path lengths is measured in; 0 after training with one row.
  package let unit: Double
  /// A row is an anomaly if its score, −2^(−sum / unit), is less.
  package let offset: Double
}

extension IsolationForest {
  /// Throws: `parameter`, for a forest with oblique splits.
  package func rules() throws(ForestError) -> ForestRules {
    guard parameters.extensionLevel == 0 else {
      throw .parameter("`extension_level` must be 0: an oblique split has no threshold")
    }
    return ForestRules(
      trees: trees.map { tree in
        zip(tree.nodes, tree.depths).map { node, depth in
          ForestRules.Node(
            feature: node.isLeaf ? nil : Int(node.feature),
            threshold: node.isLeaf ? 0 : scales[Int(node.feature)].greatest(below: node.threshold),
            right: Int(node.right), missingGoesLeft: node.missingGoesLeft,
            pathLength: node.isLeaf ? Double(depth) + PathLength.average(Int(node.count)) : 0)
        }
      }, unit: pathLengthUnit, offset: offset)
  }
}

extension FeatureScale {
  /// The greatest finite value that is scaled to `threshold` or less; found by bisection, because
  /// scaling rounds and never falls.
  fileprivate func greatest(below threshold: Float) -> Double {
    var low = (-Double.greatestFiniteMagnitude).rank
    var high = Double.greatestFiniteMagnitude.rank
    while low < high {
      // The mean, rounded up; their difference may not fit.
      let middle = (low | high) - ((low ^ high) >> 1)
      if apply(Double(rank: middle)) <= threshold { low = middle } else { high = middle - 1 }
    }
    return Double(rank: low)
  }
}

extension Double {
  /// Finite doubles as integers in the same order.
  fileprivate var rank: Int64 {
    let bits = Int64(bitPattern: magnitude.bitPattern)
    return sign == .minus ? -bits : bits
  }

  fileprivate init(rank: Int64) {
    let magnitude = Double(bitPattern: UInt64(rank.magnitude))
    self = rank < 0 ? -magnitude : magnitude
  }
}
