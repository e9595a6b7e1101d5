/// A row's key as 126 bits, of which a million are told apart but for one time in 10²⁵.
struct KeyHash: Equatable {
  private(set) var high: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// Without its last two bits, which `HashSet` has for itself.
  private(set) var low: UInt64 = 4

  /// Two independent multiply-and-fold rounds (Steele, Lea, Flood 2014, the finaliser of SplitMix).
  @inline(__always) mutating func mix(_ word: UInt64) {
    high = Self.finish(high ^ word &* 0x9E37_79B9_7F4A_7C15)
    low = Self.finish(low &+ (word ^ 0xD1B5_4A32_D192_ED03)) & ~3
  }

  mutating func mix(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    var place = range.lowerBound
    while place + 8 <= range.upperBound {
      mix(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    var last: UInt64 = 0
    while place < range.upperBound {
      last = last << 8 | UInt64(bytes[place])
      place += 1
    }
    mix(last)
    mix(UInt64(range.count))
  }

  @inline(__always) private static func finish(_ word: UInt64) -> UInt64 {
    var z = word &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
