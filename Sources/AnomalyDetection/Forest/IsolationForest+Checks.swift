extension IsolationForest {
  /// The number of rows of training columns.
  ///
  /// Throws: when there are no columns or rows, or a value is infinite.
  static func rowCount(of columns: [[Double]]) throws(ForestError) -> Int {
    guard let first = columns.first else { throw .noColumns }
    guard !first.isEmpty else { throw .noRows }
    try checkLengths(of: columns)
    for (index, column) in columns.enumerated() {
      if column.hasInfinity, let row = column.firstIndex(where: \.isInfinite) {
        throw .infinite(column: index, row: row)
      }
    }
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

extension [Double] {
  /// Whether a value is infinite: faster than to look for the first.
  fileprivate var hasInfinity: Bool {
    withUnsafeBytes { bytes in
      // Of numbers without a sign, the bits are in their order: infinity is followed by NaN's.
      let infinity = Int64(bitPattern: Double.infinity.bitPattern)
      var isSpecial = SIMD4<Int64>()
      var index = 0
      while index + 4 <= count {
        let bits = bytes.loadUnaligned(fromByteOffset: index * 8, as: SIMD4<Int64>.self)
        isSpecial |= (infinity &- 1) &- (bits & Int64.max)
        index += 4
      }
      let hasSpecial = (0..<4).contains { isSpecial[$0] < 0 }
      return hasSpecial
        ? contains(where: \.isInfinite) : self[index...].contains(where: \.isInfinite)
    }
  }
}
