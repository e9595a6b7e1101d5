/// A set of a tree's leaves, numbered from left to right, as wide as the tree needs.
protocol LeafMask {
  /// Words of 64 leaves.
  static var words: Int { get }
  static func & (one: Self, other: Self) -> Self
  /// The lowest number in the set; without a branch. Precondition: the set is not empty.
  var first: Int { get }
}

extension UInt64: LeafMask {
  static var words: Int { 1 }

  @inline(__always)
  var first: Int { trailingZeroBitCount }
}

extension SIMD2<UInt64>: LeafMask {
  static var words: Int { 2 }

  @inline(__always)
  var first: Int { Self.first(self[0], self[1]) }

  /// The lowest of 128 numbers.
  @inline(__always)
  fileprivate static func first(_ low: UInt64, _ high: UInt64) -> Int {
    // 1 if there is none in the low word: arithmetic, since a branch would be mispredicted.
    let isHigh = ((low | (0 &- low)) >> 63) ^ 1
    let word = low ^ ((low ^ high) & (0 &- isHigh))
    return Int(truncatingIfNeeded: isHigh << 6) &+ word.trailingZeroBitCount
  }
}

extension SIMD4<UInt64>: LeafMask {
  static var words: Int { 4 }

  @inline(__always)
  var first: Int {
    let low = self[0] | self[1]
    let isHigh = ((low | (0 &- low)) >> 63) ^ 1
    let select = 0 &- isHigh
    let first = self[0] ^ ((self[0] ^ self[2]) & select)
    let second = self[1] ^ ((self[1] ^ self[3]) & select)
    return Int(truncatingIfNeeded: isHigh << 7) &+ SIMD2<UInt64>.first(first, second)
  }
}
