/// How gradient-boosted trees are grown: scikit-learn's names and meanings of its histogram-based
/// regressor, with defaults that suit hourly loads.
package struct BoostingParameters: Hashable, Sendable {
  package var iterations = 500
  package var learningRate = 0.05
  package var leaves = 31
  /// Training rows that each leaf must keep.
  package var leastRows = 20
  package var l2 = 0.0
  /// Classes of a column's values, beside the one of missing values; at most 255.
  package var bins = 255

  package init() {}
}
