/// How a forest is grown: scikit-learn's parameters, by its names and with its defaults.
package struct ForestParameters: Hashable, Sendable {
  /// Rows drawn for each tree.
  package enum SampleSize: Hashable, Sendable {
    /// 256, or all rows if there are fewer.
    case automatic
    /// That many, or all rows if there are fewer.
    case count(Int)
    /// A share of the rows, in `0...1`, rounded down; at least one row.
    case fraction(Double)

    package func resolved(rows: Int) -> Int {
      switch self {
      case .automatic: min(256, rows)
      case .count(let count): min(count, rows)
      case .fraction(let fraction): max(1, min(Int(fraction * Double(rows)), rows))
      }
    }
  }

  /// Columns drawn for each tree.
  package enum FeatureShare: Hashable, Sendable {
    case count(Int)
    /// A share of the columns, in `0...1`, rounded down; at least one column.
    case fraction(Double)

    package func resolved(features: Int) -> Int {
      switch self {
      case .count(let count): min(count, features)
      case .fraction(let fraction): max(1, min(Int(fraction * Double(features)), features))
      }
    }
  }

  /// Where the line between ordinary and anomalous is drawn.
  package enum Contamination: Hashable, Sendable {
    /// At a score of −0.5, as in the original paper.
    case automatic
    /// So that this share of the training rows, in `0...0.5`, is below it.
    case fraction(Double)
  }

  package var estimators = 100
  package var maxSamples = SampleSize.automatic
  package var contamination = Contamination.automatic
  package var maxFeatures = FeatureShare.fraction(1)
  /// Whether a tree's rows are drawn with replacement.
  package var bootstrap = false
  package var randomState: UInt64 = 0
  /// Columns in one split beyond the first; 0 (the default) is the ordinary forest.
  package var extensionLevel = 0

  package init() {}

  func with(estimators: Int) -> ForestParameters {
    var copy = self
    copy.estimators = estimators
    return copy
  }

  /// Throws: `parameter`, for the first one out of its range.
  func check(features: Int) throws(ForestError) {
    func require(_ condition: Bool, _ rule: String) throws(ForestError) {
      if !condition { throw .parameter(rule) }
    }
    try require(estimators >= 1, "`n_estimators` must be at least 1")
    try require(maxSamples.isInRange, "`max_samples` must be `auto`, a count or a share above 0")
    try require(
      contamination.isInRange, "`contamination` must be `auto` or a share above 0, at most 0.5")
    try require(
      maxFeatures.isInRange(features), "`max_features` must be a share or at most \(features)")
    try require(
      (0..<features).contains(extensionLevel),
      "`extension_level` must be less than the number of features, \(features)")
  }
}

extension ForestParameters.SampleSize {
  fileprivate var isInRange: Bool {
    switch self {
    case .automatic: true
    case .count(let count): count >= 1
    case .fraction(let fraction): fraction > 0 && fraction <= 1
    }
  }
}

extension ForestParameters.FeatureShare {
  fileprivate func isInRange(_ features: Int) -> Bool {
    switch self {
    case .count(let count): (1...features).contains(count)
    case .fraction(let fraction): fraction > 0 && fraction <= 1
    }
  }
}

extension ForestParameters.Contamination {
  fileprivate var isInRange: Bool {
    switch self {
    case .automatic: true
    case .fraction(let fraction): fraction > 0 && fraction <= 0.5
    }
  }
}
