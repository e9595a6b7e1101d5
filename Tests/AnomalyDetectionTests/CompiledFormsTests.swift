import Testing

@testable import AnomalyDetection

/// The forms that scoring uses must agree with a plain walk down the trees, bit for bit.
@Suite struct CompiledFormsTests {
  /// Few and many leaves (masks of one, two and four words), trees of one leaf; one pair of columns to a dozen.
  @Test(arguments: [2, 5, 60, 150, 400], [1, 2, 3, 4, 5, 8, 11, 23])
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

  @Test(arguments: [0, 1, 63, 64, 100, 127, 128, 191, 192, 255])
  func theFirstLeafIsFound(leaf: Int) {
    var words: [UInt64] = [0, 0, 0, 0]
    for number in leaf..<256 { words[number / 64] |= 1 << UInt64(number % 64) }
    #expect(SIMD4(words[0], words[1], words[2], words[3]).first == leaf)
    if leaf < 128 { #expect(SIMD2(words[0], words[1]).first == leaf) }
    if leaf < 64 { #expect(words[0].first == leaf) }
  }
}
