/// A fitted forest as plain data, to be written and read by any coder.
package struct ForestArchive: Codable, Hashable, Sendable {
  /// The form written here; a reader refuses any other.
  package static let currentVersion = 1

  package struct Tree: Codable, Hashable, Sendable {
    /// One entry for each node in pre-order: a column, −1 for a leaf, −2 for an oblique split.
    package var features: [Int32]
    package var thresholds: [Float]
    /// Index of the right child, 0 in a leaf; the left child is the next node.
    package var rights: [Int32]
    /// Training rows that came to the node.
    package var counts: [Int32]
    package var missingGoesLeft: [Bool]
    /// Terms of each node's oblique split; they stand one after the other below.
    package var termCounts: [Int32]
    package var termFeatures: [Int32]
    package var termWeights: [Float]

    package init(
      features: [Int32], thresholds: [Float], rights: [Int32], counts: [Int32],
      missingGoesLeft: [Bool], termCounts: [Int32], termFeatures: [Int32], termWeights: [Float]
    ) {
      self.features = features
      self.thresholds = thresholds
      self.rights = rights
      self.counts = counts
      self.missingGoesLeft = missingGoesLeft
      self.termCounts = termCounts
      self.termFeatures = termFeatures
      self.termWeights = termWeights
    }
  }

  package var version: Int
  package var sampleSize: Int
  package var offset: Double
  /// A value is moved by `centers` and stretched by `factors` before it is compared.
  package var centers: [Double]
  package var factors: [Double]
  package var trees: [Tree]

  package init(
    version: Int, sampleSize: Int, offset: Double, centers: [Double], factors: [Double],
    trees: [Tree]
  ) {
    self.version = version
    self.sampleSize = sampleSize
    self.offset = offset
    self.centers = centers
    self.factors = factors
    self.trees = trees
  }
}

extension IsolationForest {
  package var archive: ForestArchive {
    ForestArchive(
      version: ForestArchive.currentVersion, sampleSize: sampleSize, offset: offset,
      centers: scales.map(\.center), factors: scales.map(\.factor),
      trees: trees.map(ForestArchive.Tree.init))
  }

  /// The forest of an archive; `parameters` say how it was grown.
  ///
  /// Throws: `archive`, for another version, or content that contradicts itself.
  package init(_ archive: ForestArchive, parameters: ForestParameters) throws(ForestError) {
    guard archive.version == ForestArchive.currentVersion else {
      throw .archive("version \(archive.version) is not \(ForestArchive.currentVersion)")
    }
    guard archive.centers.count == archive.factors.count, !archive.centers.isEmpty else {
      throw .archive("a center and a factor for each feature")
    }
    guard !archive.trees.isEmpty, archive.sampleSize > 0 else { throw .archive("no trees") }
    var trees: [IsolationTree] = []
    for tree in archive.trees {
      trees.append(try IsolationTree(tree, features: archive.centers.count))
    }
    self.init(
      parameters: parameters, sampleSize: archive.sampleSize, offset: archive.offset,
      trees: trees, scales: zip(archive.centers, archive.factors).map(FeatureScale.init))
  }
}

extension ForestArchive.Tree {
  fileprivate init(_ tree: IsolationTree) {
    features = tree.nodes.map(\.feature)
    thresholds = tree.nodes.map(\.threshold)
    rights = tree.nodes.map(\.right)
    counts = tree.nodes.map(\.count)
    missingGoesLeft = tree.nodes.map(\.missingGoesLeft)
    termCounts = tree.nodes.map(\.termCount)
    termFeatures = tree.terms.map(\.feature)
    termWeights = tree.terms.map(\.weight)
  }
}

extension IsolationTree {
  fileprivate init(_ tree: ForestArchive.Tree, features: Int) throws(ForestError) {
    let count = tree.features.count
    let lengths = [
      tree.thresholds.count, tree.rights.count, tree.counts.count, tree.missingGoesLeft.count,
      tree.termCounts.count,
    ]
    guard count > 0, lengths.allSatisfy({ $0 == count }) else {
      throw .archive("a value of each kind for every node")
    }
    guard tree.termFeatures.count == tree.termWeights.count else {
      throw .archive("a weight for every term")
    }
    var nodes: [Node] = []
    var terms = 0
    for index in 0..<count {
      nodes.append(
        Node(
          feature: tree.features[index], threshold: tree.thresholds[index],
          right: tree.rights[index], count: tree.counts[index],
          missingGoesLeft: tree.missingGoesLeft[index],
          firstTerm: tree.termCounts[index] > 0 ? Int32(terms) : 0,
          termCount: tree.termCounts[index]))
      guard tree.termCounts[index] >= 0 else { throw .archive("a term count below zero") }
      terms += Int(tree.termCounts[index])
    }
    guard terms == tree.termFeatures.count else { throw .archive("terms that no node owns") }
    self.init(
      nodes: nodes,
      terms: zip(tree.termFeatures, tree.termWeights).map { Term(feature: $0, weight: $1) })
    try checkShape(features: features)
  }

  /// Every walk must end: children lie behind their parents, inside the tree.
  private func checkShape(features: Int) throws(ForestError) {
    for (index, node) in nodes.enumerated() where !node.isLeaf {
      let right = Int(node.right)
      guard right > index + 1, right < nodes.count else {
        throw .archive("node \(index) has no right child")
      }
      let isKnown = node.feature == Node.oblique || (0..<Int32(features)).contains(node.feature)
      guard isKnown else { throw .archive("node \(index) splits on an unknown feature") }
    }
    guard terms.allSatisfy({ (0..<Int32(features)).contains($0.feature) }) else {
      throw .archive("a term of an unknown feature")
    }
  }
}
