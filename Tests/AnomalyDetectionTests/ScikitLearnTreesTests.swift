import Testing

@testable import AnomalyDetection

/// Trees that scikit-learn grew, walked by us: scores, offset and labels must be its own.
@Suite struct ScikitLearnTreesTests {
  struct Recorded: Decodable {
    struct Tree: Decodable {
      let features: [Int32]
      let thresholds: [Double]
      let left: [Int]
      let right: [Int]
      let counts: [Int32]
      let missingGoesLeft: [Bool]
    }

    let columns: [[Double?]]
    let maxSamples: Int
    let offset: Double
    let contamination: Double?
    let trees: [Tree]
    let scoreSamples: [Double]
    let decisionFunction: [Double]
    let predict: [Int]
  }

  @Test(arguments: Fixtures.names("trees_")) func scoresAreItsOwn(name: String) throws {
    let recorded = try Fixtures.read(name, as: Recorded.self)
    let forest = forest(of: recorded)
    let columns = recorded.columns.map { $0.map { $0 ?? .nan } }
    let scores = try forest.scoreSamples(columns)
    expectClose(scores, recorded.scoreSamples)
    expectClose(try forest.decisionFunction(columns), recorded.decisionFunction)
    #expect(abs(forest.offset - recorded.offset) <= 1e-6)
    for (decision, prediction) in zip(recorded.decisionFunction, recorded.predict)
    where abs(decision) > 1e-6 {
      #expect((decision < 0) == (prediction == -1))
    }
  }

  @Test(arguments: Fixtures.names("trees_")) func compiledAndWalkedAgree(name: String) throws {
    let recorded = try Fixtures.read(name, as: Recorded.self)
    let forest = forest(of: recorded)
    let columns = recorded.columns.map { $0.map { $0 ?? .nan } }
    let scores = try forest.scoreSamples(columns)
    for row in columns[0].indices {
      let sum = forest.trees.reduce(0.0) { sum, tree in
        sum + tree.pathLength { Float(columns[$0][row]) }
      }
      #expect(scores[row] == forest.score(pathLength: sum))
    }
  }

  private func expectClose(_ ours: [Double], _ theirs: [Double]) {
    let worst = zip(ours, theirs).map { abs($0 - $1) }.max() ?? .infinity
    #expect(ours.count == theirs.count)
    #expect(worst <= 1e-6, "greatest difference \(worst)")
  }

  private func forest(of recorded: Recorded) -> IsolationForest {
    var parameters = ForestParameters()
    parameters.estimators = recorded.trees.count
    if let share = recorded.contamination { parameters.contamination = .fraction(share) }
    var forest = IsolationForest(
      parameters: parameters, sampleSize: recorded.maxSamples,
      trees: recorded.trees.map(tree),
      scales: recorded.columns.map { _ in FeatureScale.identity })
    let columns = recorded.columns.map { $0.map { $0 ?? .nan } }
    if let scores = try? forest.scoreSamples(columns) {
      forest.setOffset(fromTrainingScores: scores)
    }
    return forest
  }

  private func tree(_ recorded: Recorded.Tree) -> IsolationTree {
    let nodes = recorded.features.indices.map { index in
      let isLeaf = recorded.left[index] < 0
      // Both of us number the nodes in pre-order.
      #expect(isLeaf || recorded.left[index] == index + 1)
      return IsolationTree.Node(
        feature: isLeaf ? IsolationTree.Node.leaf : recorded.features[index],
        threshold: floor(recorded.thresholds[index]),
        right: isLeaf ? 0 : Int32(recorded.right[index]), count: recorded.counts[index],
        missingGoesLeft: recorded.missingGoesLeft[index])
    }
    return IsolationTree(nodes: nodes)
  }

  /// The greatest `Float` not above: for single-precision values the comparison stays the same.
  private func floor(_ threshold: Double) -> Float {
    let nearest = Float(threshold)
    return Double(nearest) > threshold ? nearest.nextDown : nearest
  }
}
