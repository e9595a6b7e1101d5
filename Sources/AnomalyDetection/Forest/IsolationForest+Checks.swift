extension IsolationForest {
  /// The number of rows of training columns.
  ///
  /// Throws: when there are no columns or rows, or a value is infinite.
  static func rowCount(of columns: [[Double]]) throws(ForestError) -> Int {
    let rows = try finiteRowCount(of: columns)
    for (index, column) in columns.enumerated() {
      if let row = column.firstIndex(where: \.isInfinite) {
        throw .infinite(column: index, row: row)
      }
    }
    return rows
  }

  /// The number of rows of columns that are known to have no infinite value.
  static func finiteRowCount(of columns: [[Double]]) throws(ForestError) -> Int {
    guard let first = columns.first else { throw .noColumns }
    guard !first.isEmpty else { throw .noRows }
    try checkLengths(of: columns)
    return first.count
  }

  static func checkLengths(of columns: [[Double]]) throws(ForestError) {
    guard columns.allSatisfy({ $0.count == columns[0].count }) else { throw .unequalColumns }
  }

  /// - Parameter drawn: rows that must have a weight above zero.
  static func check(_ weights: [Double]?, rows: Int, drawn: Int) throws(ForestError) {
    guard let weights else { return }
    guard weights.count == rows else {
      throw .weights("there are \(weights.count) weights for \(rows) rows")
    }
    guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw .weights("a weight must be finite and not negative")
    }
    let positive = weights.count { $0 > 0 }
    guard positive >= drawn else {
      throw .weights("\(positive) rows have a weight, fewer than the \(drawn) drawn for a tree")
    }
  }
}
