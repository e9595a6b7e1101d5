/// Why a forest cannot be grown, read or asked for scores.
package enum ForestError: Error, Hashable, Sendable {
  case noRows
  case noColumns
  /// Columns of different lengths.
  case unequalColumns
  case wrongColumnCount(Int, expected: Int)
  /// An infinite value; missing values are NaN and welcome.
  case infinite(column: Int, row: Int)
  /// A weight for each row, finite and not negative, and as many above zero as rows are drawn.
  case weights(String)
  /// The rule that a parameter broke.
  case parameter(String)
  /// What an archive lacks or contradicts.
  case archive(String)
}
