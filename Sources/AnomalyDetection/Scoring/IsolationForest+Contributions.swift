extension IsolationForest {
  /// How much each feature made each row look abnormal: features × rows.
  ///
  /// On a row's way down a tree, each split changes the mean path length of the training rows around
  /// it; the change is booked to the split's feature (to an oblique split's features in equal parts),
  /// in units of c(n), and averaged over the trees. Positive means more abnormal. A row's sum over
  /// the features is `baseline` − E(h)/c(n): the score can be told from it.
  /// Throws: when the columns do not fit or a value is infinite.
  package func contributions(_ columns: [[Double]]) throws(ForestError) -> [[Double]] {
    guard columns.count == featureCount else {
      throw .wrongColumnCount(columns.count, expected: featureCount)
    }
    let rows = try IsolationForest.rowCount(of: columns)
    var result = [[Double]](repeating: [Double](repeating: 0, count: rows), count: featureCount)
    let unit = Double(trees.count) * PathLength.average(sampleSize)
    guard unit > 0 else { return result }
    for tree in trees {
      let expected = tree.expectedPathLengths
      for row in 0..<rows {
        let value = { (feature: Int) in scales[feature].apply(columns[feature][row]) }
        tree.visitSplits(value) { node, parent, child in
          let change = (expected[parent] - expected[child]) / unit
          for feature in tree.features(of: node) {
            result[feature.index][row] += change * feature.share
          }
        }
      }
    }
    return result
  }

  /// Mean over the trees of the training rows' path lengths, in units of c(n).
  package var baseline: Double {
    let unit = Double(trees.count) * PathLength.average(sampleSize)
    return unit > 0 ? trees.reduce(0) { $0 + $1.expectedPathLengths[0] } / unit : 0
  }
}

extension IsolationTree {
  /// Calls `visit` with each split on the row's way, its index, and the index of the child taken.
  fileprivate func visitSplits(
    _ value: (Int) -> Float, _ visit: (Node, _ parent: Int, _ child: Int) -> Void
  ) {
    var index = 0
    while !nodes[index].isLeaf {
      let child = goesLeft(nodes[index], value) ? index + 1 : Int(nodes[index].right)
      visit(nodes[index], index, child)
      index = child
    }
  }

  fileprivate func features(of node: Node) -> [(index: Int, share: Double)] {
    if node.feature >= 0 { return [(Int(node.feature), 1)] }
    let terms = terms[node.termRange]
    return terms.map { (Int($0.feature), 1 / Double(terms.count)) }
  }
}
