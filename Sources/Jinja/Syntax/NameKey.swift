/// A name's bytes in two words, filled up with zeros, and its length; of a longer name, a digest.
struct NameKey: Equatable {
  private let low: UInt64
  private let high: UInt64
  private let count: Int

  /// The key of a name of at most 16 bytes.
  init(low: UInt64, high: UInt64, count: Int) {
    self.low = low
    self.high = high
    self.count = count
  }

  init(_ bytes: UnsafeRawBufferPointer) {
    count = bytes.count
    var (low, high) = (UInt64(0), UInt64(0))
    if count <= 16 {
      for index in 0..<min(count, 8) { low |= UInt64(bytes[index]) &<< UInt64(index &* 8) }
      for index in 8..<max(count, 8) { high |= UInt64(bytes[index]) &<< UInt64((index - 8) &* 8) }
    } else {
      for offset in stride(from: 0, through: count - 8, by: 8) {
        low = NameKey.mix(low ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
      high = bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    }
    (self.low, self.high) = (low, high)
  }

  /// Whether equal keys mean equal names.
  var isWhole: Bool { count <= 16 }

  var hash: Int {
    Int(
      truncatingIfNeeded: NameKey.mix(NameKey.mix(low ^ UInt64(truncatingIfNeeded: count)) ^ high))
  }

  /// Spreads every bit over the word (the finaliser of SplitMix64, shortened).
  private static func mix(_ word: UInt64) -> UInt64 {
    let product = (word ^ (word &>> 32)) &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product &>> 29)
  }
}

/// Eight bytes of a source at once.
struct ByteWord {
  let bits: UInt64

  /// The first byte is the lowest, whatever the machine's order.
  init(_ bytes: UnsafeRawPointer) {
    bits = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// The highest bit of each byte that is a letter, a digit or `_`; nothing of bytes beyond ASCII.
  private var words: UInt64 {
    let low = bits & ~ByteWord.tops
    let letters = ByteWord.range(low | 0x20 &* ByteWord.ones, 0x61, 0x7A)
    let digits = ByteWord.range(low, 0x30, 0x39)
    let lines = ~((low ^ 0x5F &* ByteWord.ones) &+ 0x7F &* ByteWord.ones)
    return (letters | digits | lines) & ByteWord.tops & ~bits
  }

  /// The highest bit of each byte that lies in `first...last`; all bytes are below 0x80.
  private static func range(_ bytes: UInt64, _ first: UInt64, _ last: UInt64) -> UInt64 {
    (bytes &+ (0x80 &- first) &* ones) & ~(bytes &+ (0x7F &- last) &* ones)
  }

  /// How many bytes at the beginning may be in an ASCII name.
  var nameLength: Int { (words ^ ByteWord.tops).trailingZeroBitCount / 8 }

  /// The first `count` bytes, the rest zero.
  func prefix(_ count: Int) -> UInt64 {
    count >= 8 ? bits : bits & (1 &<< UInt64(truncatingIfNeeded: count &* 8) &- 1)
  }
}
