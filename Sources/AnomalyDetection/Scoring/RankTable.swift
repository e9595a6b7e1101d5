/// Finds how many thresholds of a column a value is greater than.
///
/// The span of the thresholds is cut into cells; a value's cell leaves a few thresholds to compare with,
/// and these are halved for eight values side by side.
struct RankTable: Sendable {
  static let greatestRank = Int(UInt16.max) / 2

  /// Ascending and different, then infinities enough that a search never leaves the table.
  private let thresholds: [Float]
  /// Of each cell, how many thresholds lie in cells before it.
  private let starts: [Int32]
  /// Thresholds to search through from there.
  private let window: Int
  private let low: Float
  private let factor: Float

  /// A power of two.
  private static let cells = 4096

  /// - Parameter thresholds: ascending and different.
  init(_ thresholds: [Float]) {
    let low = thresholds.first ?? 0
    let span = (thresholds.last ?? 0) - low
    self.low = low
    factor = span > 0 ? Float(RankTable.cells - 1) / span : 0
    var counts = [Int32](repeating: 0, count: RankTable.cells)
    for threshold in thresholds {
      let values = SIMD8<Float>(repeating: threshold)
      counts[Int(RankTable.cells(of: values, low, factor)[0])] += 1
    }
    window = Int(counts.max() ?? 0)
    var before: Int32 = 0
    starts = counts.map { count in
      defer { before += count }
      return before
    }
    self.thresholds =
      thresholds + [Float](repeating: .infinity, count: Int(counts.max() ?? 0) + 1)
  }

  /// The cell of each value. It never falls while values grow, and so whatever rounding does, thresholds
  /// of earlier cells are less than a value, and those of later cells greater.
  @inline(__always)
  private static func cells(
    of values: SIMD8<Float>, _ low: Float, _ factor: Float
  ) -> SIMD8<UInt32> {
    // Choices by the bits of signs, all of them set or none: a comparison might become a branch.
    let place = (values - low) * factor
    let bound = SIMD8<Float>(repeating: Float(cells - 1))
    let isBeyond = unsafeBitCast(bound - place, to: SIMD8<Int32>.self) &>> 31
    let bits = unsafeBitCast(place, to: SIMD8<Int32>.self)
    let bounded = (bits & ~isBeyond) | (unsafeBitCast(bound, to: SIMD8<Int32>.self) & isBeyond)
    let positive = unsafeBitCast(bounded & ~(bits &>> 31), to: SIMD8<Float>.self)
    // Adding 2²³ leaves the whole number in the last bits; those of NaN may be anything.
    return unsafeBitCast(positive + 8_388_608, to: SIMD8<UInt32>.self) & UInt32(cells - 1)
  }

  /// Twice the ranks of `RowBlock.capacity` values; of NaN, twice some number that is a rank.
  ///
  /// All searches take the same steps, and vectors keep the compiler from making branches of them.
  @inline(__always)
  func rank(_ values: UnsafePointer<Float>, _ ranks: UnsafeMutablePointer<UInt16>) {
    thresholds.withUnsafeBufferPointer { thresholds in
      starts.withUnsafeBufferPointer { cellStarts in
        for row in stride(from: 0, to: RowBlock.capacity, by: 8) {
          let value = UnsafeRawPointer(values + row).loadUnaligned(as: SIMD8<Float>.self)
          let cells = RankTable.cells(of: value, low, factor)
          var starts = SIMD8<Int32>()
          for lane in 0..<8 { starts[lane] = cellStarts[Int(cells[lane])] }
          var count = window
          while count > 0 {
            let half = (count + 1) / 2
            var middle = SIMD8<Float>()
            for lane in 0..<8 { middle[lane] = thresholds[Int(starts[lane]) &+ half &- 1] }
            // The sign's bits: all ones if the value is greater than the middle.
            let isGreater = unsafeBitCast(middle - value, to: SIMD8<Int32>.self) &>> 31
            starts = starts &+ (isGreater & SIMD8(repeating: Int32(truncatingIfNeeded: half)))
            count &-= half
          }
          for lane in 0..<8 { ranks[row + lane] = UInt16(truncatingIfNeeded: starts[lane] &<< 1) }
        }
      }
    }
  }
}
