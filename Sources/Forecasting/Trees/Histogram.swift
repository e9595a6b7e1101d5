internal import Parallelism

/// Sums of a node's gradients and its numbers of rows, by column and range of values.
struct Histogram: Sendable {
  static let size = 256

  /// `columns` × `size`.
  private(set) var sums: [Double]
  private(set) var counts: [Int32]

  /// Counts the node's `rows`; `gradients` are in the order of the rows.
  ///
  /// Each column is summed by one thread in the order of the rows, so threads change nothing.
  init(_ data: BinnedColumns, rows: ArraySlice<Int32>, gradients: [Double], threads: Int) {
    let columns = data.edges.count
    let parts = ParallelLoop.map(count: columns, threads: rows.count > 4096 ? threads : 1) {
      Histogram.column($0, of: data, rows, gradients)
    }
    sums = []
    counts = []
    sums.reserveCapacity(columns * Histogram.size)
    counts.reserveCapacity(columns * Histogram.size)
    for part in parts {
      sums += part.sums
      counts += part.counts
    }
  }

  private static func column(
    _ column: Int, of data: BinnedColumns, _ rows: ArraySlice<Int32>, _ gradients: [Double]
  ) -> (sums: [Double], counts: [Int32]) {
    var sums = [Double](repeating: 0, count: size)
    var counts = [Int32](repeating: 0, count: size)
    let start = column * data.rowCount
    data.bins.withUnsafeBufferPointer { bins in
      rows.withUnsafeBufferPointer { rows in
        gradients.withUnsafeBufferPointer { gradients in
          sums.withUnsafeMutableBufferPointer { sums in
            counts.withUnsafeMutableBufferPointer { counts in
              for index in 0..<rows.count {
                let bin = Int(bins[start &+ Int(rows[index])])
                sums[bin] += gradients[index]
                counts[bin] &+= 1
              }
            }
          }
        }
      }
    }
    return (sums, counts)
  }

  /// The histogram of the other child, given the parent's and one child's.
  func without(_ child: Histogram) -> Histogram {
    var rest = self
    for index in sums.indices {
      rest.sums[index] -= child.sums[index]
      rest.counts[index] -= child.counts[index]
    }
    return rest
  }
}
