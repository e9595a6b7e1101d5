internal import Parallelism

extension IsolationForest {
  /// Grows a forest on `columns`: features × rows, one array for each feature.
  ///
  /// - Parameter weights: how likely each row is drawn, relative to the others; nil means equally.
  /// Throws: what `ForestError` lists.
  package init(
    fitting columns: [[Double]], weights: [Double]? = nil,
    parameters: ForestParameters = ForestParameters(), threads: Int = 1
  ) throws(ForestError) {
    let found = ParallelLoop.map(count: columns.count, threads: threads) {
      FeatureScale(of: columns[$0])
    }
    let scales = found.compactMap { $0 }
    // Only then is it worth looking where the infinite value is.
    let rows =
      scales.count == columns.count
      ? try IsolationForest.finiteRowCount(of: columns)
      : try IsolationForest.rowCount(of: columns)
    try parameters.check(features: columns.count)
    let size = parameters.maxSamples.resolved(rows: rows)
    try IsolationForest.check(weights, rows: rows, drawn: parameters.bootstrap ? 1 : size)
    let trees = ParallelLoop.map(count: parameters.estimators, threads: threads) { index in
      IsolationForest.grow(
        index, on: columns, scales, weights: weights, size: size, by: parameters)
    }
    self.init(parameters: parameters, sampleSize: size, trees: trees, scales: scales)
    if case .fraction = parameters.contamination {
      setOffset(fromTrainingScores: try scoreSamples(columns, threads: threads))
    }
  }

  /// Places the offset so that the contamination's share of `scores` lies below it.
  ///
  /// Does nothing when contamination is automatic. Precondition: `scores` is not empty.
  package mutating func setOffset(fromTrainingScores scores: [Double]) {
    if case .fraction(let fraction) = parameters.contamination {
      offset = Percentile.linear(fraction, of: scores)
    }
  }

  /// The forest with `estimators` trees in all, its present ones kept: scikit-learn's warm start.
  ///
  /// On the same columns the result equals a forest grown with that many trees at once.
  /// Throws: `parameter`, when there are already more trees.
  package func grown(
    to estimators: Int, on columns: [[Double]], weights: [Double]? = nil, threads: Int = 1
  ) throws(ForestError) -> IsolationForest {
    guard estimators >= trees.count else {
      throw .parameter("`n_estimators` must be at least \(trees.count), the trees there are")
    }
    let parameters = parameters.with(estimators: estimators)
    let rows = try IsolationForest.rowCount(of: columns)
    guard columns.count == featureCount else {
      throw .wrongColumnCount(columns.count, expected: featureCount)
    }
    let size = parameters.maxSamples.resolved(rows: rows)
    try IsolationForest.check(weights, rows: rows, drawn: parameters.bootstrap ? 1 : size)
    let more = ParallelLoop.map(count: estimators - trees.count, threads: threads) { index in
      IsolationForest.grow(
        trees.count + index, on: columns, scales, weights: weights, size: size, by: parameters)
    }
    var forest = IsolationForest(
      parameters: parameters, sampleSize: size, offset: offset, trees: trees + more,
      scales: scales)
    if case .fraction = parameters.contamination {
      forest.setOffset(fromTrainingScores: try forest.scoreSamples(columns, threads: threads))
    }
    return forest
  }

  /// The tree of that index: its random numbers are those of a stream of its own.
  private static func grow(
    _ index: Int, on columns: [[Double]], _ scales: [FeatureScale], weights: [Double]?, size: Int,
    by parameters: ForestParameters
  ) -> IsolationTree {
    var random = RandomStream(seed: parameters.randomState, stream: UInt64(index))
    let features = Sampling.withoutReplacement(
      parameters.maxFeatures.resolved(features: columns.count), of: columns.count, &random)
    let rows = draw(size, of: columns[0].count, weights, parameters.bootstrap, &random)
    let sample = TrainingSample(
      rows: rows, features: features.sorted(), of: columns, scales: scales)
    var builder = TreeBuilder(
      sample, depthLimit: PathLength.limit(size), extensionLevel: parameters.extensionLevel,
      random: random)
    return builder.build()
  }

  private static func draw(
    _ size: Int, of rows: Int, _ weights: [Double]?, _ bootstrap: Bool,
    _ random: inout RandomStream
  ) -> [Int] {
    switch (weights, bootstrap) {
    case (nil, false): Sampling.withoutReplacement(size, of: rows, &random)
    case (nil, true): Sampling.withReplacement(size, of: rows, &random)
    case (let weights?, false): Sampling.weighted(size, by: weights, &random)
    case (let weights?, true): Sampling.weightedWithReplacement(size, by: weights, &random)
    }
  }
}
