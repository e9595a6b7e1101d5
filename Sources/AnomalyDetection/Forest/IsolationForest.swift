/// An ensemble of random trees that isolates rows: the sooner, the more abnormal (Liu, Ting, Zhou 2008).
///
/// Parameters, formulas and results are scikit-learn 1.9's. Columns are plain arrays of doubles; NaN is
/// a missing value. The same rows, in the same order, with the same `randomState` give the same
/// forest and the same scores, bit for bit, for any number of threads and on any machine.
///
/// Missing values: a row without a value for a split's column goes to a side drawn at random when the
/// node saw such rows in training, and else to the child that got more of them.
package struct IsolationForest: Hashable, Sendable {
  package let parameters: ForestParameters
  package let featureCount: Int
  /// Rows drawn for each tree; scikit-learn's `max_samples_`.
  package let sampleSize: Int
  /// Scores below it are anomalies; scikit-learn's `offset_`.
  package var offset = -0.5
  private(set) var trees: [IsolationTree]
  let scales: [FeatureScale]
  /// The trees laid out for speed; nil when their shape does not allow it.
  private(set) var compiled: CompiledForest?

  init(
    parameters: ForestParameters, sampleSize: Int, offset: Double = -0.5, trees: [IsolationTree],
    scales: [FeatureScale]
  ) {
    self.parameters = parameters
    self.sampleSize = sampleSize
    self.offset = offset
    self.trees = trees
    self.scales = scales
    featureCount = scales.count
    compiled = CompiledForest(trees, features: scales.count)
  }

  /// Two forests are equal when they give the same scores by the same trees.
  package static func == (one: IsolationForest, other: IsolationForest) -> Bool {
    one.parameters == other.parameters && one.sampleSize == other.sampleSize
      && one.offset == other.offset && one.trees == other.trees && one.scales == other.scales
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(parameters)
    hasher.combine(offset)
    hasher.combine(trees)
  }
}
