/// Columns as small numbers: which of at most 255 ranges a value lies in, or that it is missing.
struct BinnedColumns: Sendable {
  /// Stands for a missing value.
  static let missing: UInt8 = 255

  /// Column by column, `rowCount` apart.
  let bins: [UInt8]
  /// Of each column the upper ends of its ranges but the last, ascending.
  let edges: [[Double]]
  let rowCount: Int

  /// - Parameter rows: the rows to take, of all the columns.
  init(_ columns: [[Double]], rows: [Int], limit: Int) {
    rowCount = rows.count
    edges = columns.map { column in
      BinnedColumns.edges(of: rows.map { column[$0] }.filter { !$0.isNaN }, limit: limit)
    }
    var bins: [UInt8] = []
    bins.reserveCapacity(rows.count * columns.count)
    for (column, edges) in zip(columns, edges) {
      for row in rows { bins.append(BinnedColumns.bin(column[row], edges)) }
    }
    self.bins = bins
  }

  /// Ends between neighbouring values: all of them if they are few, else at quantiles.
  private static func edges(of values: [Double], limit: Int) -> [Double] {
    let sorted = values.sorted()
    var distinct: [Double] = []
    for value in sorted where value != distinct.last { distinct.append(value) }
    guard distinct.count > limit else {
      return zip(distinct, distinct.dropFirst()).map { ($0 + $1) / 2 }
    }
    var edges: [Double] = []
    for part in 1..<limit {
      let place = sorted.count * part / limit
      let edge = (sorted[place - 1] + sorted[place]) / 2
      if edge != edges.last { edges.append(edge) }
    }
    return edges
  }

  private static func bin(_ value: Double, _ edges: [Double]) -> UInt8 {
    if value.isNaN { return missing }
    var low = 0
    var high = edges.count
    while low < high {
      let middle = (low + high) / 2
      if edges[middle] < value { low = middle + 1 } else { high = middle }
    }
    return UInt8(low)
  }
}
