/// A sum of small regression trees, each fitted to what the ones before left over (Friedman 2001,
/// with histograms as in LightGBM, Ke and others 2017). Squared errors; missing values are NaN.
package struct BoostedTrees: Hashable, Sendable {
  private let base: Double
  private let trees: [RegressionTree]

  /// Learns `target` from `columns` (features × rows) at `rows`.
  ///
  /// The same on any number of threads. Without rows everything is forecast as 0.
  package init(
    fitting target: [Double], on columns: [[Double]], rows: [Int],
    parameters: BoostingParameters = BoostingParameters(), threads: Int = 1
  ) {
    let data = BinnedColumns(columns, rows: rows, limit: parameters.bins)
    let goal = rows.map { target[$0] }
    let base = goal.isEmpty ? 0 : goal.reduce(0, +) / Double(goal.count)
    var predictions = [Double](repeating: base, count: rows.count)
    var trees: [RegressionTree] = []
    for _ in 0..<(rows.isEmpty ? 0 : parameters.iterations) {
      let residuals = zip(goal, predictions).map { $0 - $1 }
      var grower = TreeGrower(data, parameters, threads: threads)
      trees.append(grower.grow(residuals, addingTo: &predictions))
    }
    self.base = base
    self.trees = trees
  }

  /// The forecast for a row of `columns`.
  package func value(_ row: Int, _ columns: [[Double]]) -> Double {
    trees.reduce(base) { $0 + $1.value(row, columns) }
  }
}
