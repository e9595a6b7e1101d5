internal import AnomalyDetection
internal import PlainData

extension ForestArchive {
  var plain: PlainValue {
    [
      "version": .int(version), "sample_size": .int(sampleSize), "offset": .double(offset),
      "centers": .doubles(centers), "factors": .doubles(factors),
      "trees": .list(trees.map(\.plain)),
    ]
  }

  /// Nil when a part is missing or is no number.
  init?(_ plain: PlainValue) {
    guard let version = plain["version"]?.int,
      let sampleSize = plain["sample_size"]?.int, let offset = plain["offset"]?.double,
      let centers = plain["centers"]?.doubles, let factors = plain["factors"]?.doubles,
      let trees = plain["trees"]?.list?.map(Tree.init)
    else { return nil }
    let complete = trees.compactMap { $0 }
    guard complete.count == trees.count else { return nil }
    self.init(
      version: version, sampleSize: sampleSize, offset: offset, centers: centers,
      factors: factors, trees: complete)
  }
}

extension ForestArchive.Tree {
  fileprivate var plain: PlainValue {
    [
      "features": .integers(features), "thresholds": .doubles(thresholds.map(Double.init)),
      "rights": .integers(rights), "counts": .integers(counts),
      "missing_goes_left": .list(missingGoesLeft.map { .bool($0) }),
      "term_counts": .integers(termCounts), "term_features": .integers(termFeatures),
      "term_weights": .doubles(termWeights.map(Double.init)),
    ]
  }

  fileprivate init?(_ plain: PlainValue) {
    guard let features = plain["features"]?.integers,
      let thresholds = plain["thresholds"]?.doubles,
      let rights = plain["rights"]?.integers, let counts = plain["counts"]?.integers,
      let missing = plain["missing_goes_left"]?.list?.map(\.bool),
      let termCounts = plain["term_counts"]?.integers,
      let termFeatures = plain["term_features"]?.integers,
      let termWeights = plain["term_weights"]?.doubles
    else { return nil }
    self.init(
      features: features, thresholds: thresholds.map { Float($0) }, rights: rights, counts: counts,
      missingGoesLeft: missing.compactMap { $0 }, termCounts: termCounts,
      termFeatures: termFeatures, termWeights: termWeights.map { Float($0) })
  }
}

extension PlainValue {
  fileprivate static func doubles(_ values: [Double]) -> PlainValue {
    .list(values.map { .double($0) })
  }

  fileprivate static func integers(_ values: [Int32]) -> PlainValue {
    .list(values.map { .int(Int($0)) })
  }

  /// Nil when one is no number.
  fileprivate var doubles: [Double]? {
    guard let list else { return nil }
    let numbers = list.compactMap(\.double)
    return numbers.count == list.count ? numbers : nil
  }

  fileprivate var integers: [Int32]? {
    guard let list else { return nil }
    let numbers = list.compactMap { $0.int.flatMap { Int32(exactly: $0) } }
    return numbers.count == list.count ? numbers : nil
  }
}
