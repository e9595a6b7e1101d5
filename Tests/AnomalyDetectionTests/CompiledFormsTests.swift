import Testing

@testable import AnomalyDetection

/// The forms that scoring uses must agree with a plain walk down the trees, bit for bit.
@Suite struct CompiledFormsTests {
  /// Few and many leaves (trees in one part and in several), trees of one leaf; one cluster of columns to many.
  @Test(arguments: [2, 5, 60, 150, 400], [1, 2, 3, 4, 5, 8, 11, 23, 64])
  func masksAndHeapsAreWalks(size: Int, features: Int) throws {
    let columns = IsolationForestTests.cloud(
      rows: 400, features: features, outliers: 4, seed: UInt64(size * 10 + features))
    var parameters = ForestParameters()
    parameters.estimators = 12
    parameters.maxSamples = .count(size)
    let forest = try IsolationForest(fitting: columns, parameters: parameters)
    var block = RowBlock(features: features)
    block.load(0..<400, of: columns, forest.scales)
    let walked = (0..<400).map { row in
      forest.trees.reduce(0.0) { $0 + $1.pathLength { block.value(row, $0) } }
    }
    let heaps = try #require(HeapForest(forest.trees))
    heaps.addPathLengths(block.values, to: block.sums, HeapForest.Scratch())
    #expect((0..<400).map { block.sums[$0] } == walked)
    block.load(0..<400, of: columns, forest.scales)
    let masks = try #require(MaskedForest(forest.trees, features: features))
    masks.addPathLengths(block.values, to: block.sums, MaskedForest.Scratch(features: features))
    #expect((0..<400).map { block.sums[$0] } == walked)
  }

  @Test func aTreeWithoutSplitsIsOneLeaf() throws {
    let forest = try IsolationForest(fitting: [[3, 3, 3]])
    let masks = try #require(MaskedForest(forest.trees, features: 1))
    let block = RowBlock(features: 1)
    masks.addPathLengths(block.values, to: block.sums, MaskedForest.Scratch(features: 1))
    #expect(abs(block.sums[0] - 100 * PathLength.average(3)) < 1e-9)
  }

  /// A path length is in one part, and 0 in the others; splits between equal lengths are left out.
  @Test(arguments: [4, 20, 64])
  func treesArePartedIntoSmallOnes(limit: Int) throws {
    let columns = IsolationForestTests.cloud(rows: 300, features: 3, outliers: 3, seed: 7)
    var parameters = ForestParameters()
    parameters.maxSamples = .count(300)
    parameters.estimators = 5
    let forest = try IsolationForest(fitting: columns, parameters: parameters)
    for tree in forest.trees {
      let whole = PathTree(tree)
      #expect(whole.leafCount < (tree.nodes.count + 1) / 2)
      // A part has a leaf for each turn on the way to it.
      guard let parts = whole.parts(limit: limit) else {
        #expect(limit < 20)
        continue
      }
      #expect(parts.allSatisfy { $0.leafCount <= limit })
      for row in 0..<300 {
        let value = { (feature: Int) in forest.scales[feature].apply(columns[feature][row]) }
        let lengths = parts.map { $0.pathLength(value) }
        #expect(lengths.count { $0 != 0 } == 1)
        #expect(lengths.reduce(0, +) == tree.pathLength(value))
      }
    }
  }

  /// Columns are scaled four values at a time unless one is odd: the same numbers either way.
  @Test(arguments: [[], [Double.nan], [1e200, -1e200], [.infinity, -.infinity]])
  func blocksAreScaledAlike(odd: [Double]) {
    let column = (0..<21).map { Double($0) * 1.7 - 11 } + odd + [0.25, -0.0]
    let scale = FeatureScale(center: 0.3, factor: 1 / 3)
    var block = RowBlock(features: 1)
    block.load(0..<column.count, of: [column], [scale])
    for (row, value) in column.enumerated() {
      #expect(block.value(row, 0).bitPattern == scale.apply(value).bitPattern)
    }
    #expect(block.hasOddValues == odd.contains { !$0.isFinite })
  }
}

extension PathTree {
  fileprivate func pathLength(_ value: (Int) -> Float) -> Double {
    switch self {
    case .leaf(let length): length
    case .split(let feature, let threshold, let left, let right, _):
      (value(feature) <= threshold ? left : right).pathLength(value)
    }
  }
}
