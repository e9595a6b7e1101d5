/// A name's bytes in two words, filled up with zeros; of a longer name, a digest.
///
/// No name has a zero byte in it, so that the words tell names of at most 16 bytes apart.
struct NameKey: Equatable, BitwiseCopyable {
  private let low: UInt64
  private let high: UInt64

  /// The key of a name of at most 16 bytes.
  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  init(_ bytes: UnsafeRawBufferPointer) {
    let count = bytes.count
    var (low, high) = (UInt64(0), UInt64(0))
    if count <= 16 {
      for index in 0..<min(count, 8) { low |= UInt64(bytes[index]) &<< UInt64(index &* 8) }
      for index in 8..<max(count, 8) { high |= UInt64(bytes[index]) &<< UInt64((index - 8) &* 8) }
    } else {
      low = UInt64(truncatingIfNeeded: count)
      for offset in stride(from: 0, through: count - 8, by: 8) {
        low = NameKey.mix(low ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
      high = bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) | NameKey.digestMark
    }
    (self.low, self.high) = (low, high)
  }

  /// What stands at `bytes` in front of a sign below `A`, when that is shorter than 16 bytes.
  ///
  /// It is a name when a name has this key: the sign in front of which it ends is no part of one.
  @inline(__always)
  static func beforeSign(_ bytes: UnsafePointer<UInt8>) -> (key: NameKey, count: Int)? {
    let first = ByteWord(bytes).beforeSign
    if first.isNumber { return nil }
    if first.count < 8 { return (NameKey(low: first.prefix, high: 0), first.count) }
    let second = ByteWord(bytes + 8).beforeSign
    if second.count == 8 || second.isNumber { return nil }
    return (NameKey(low: first.prefix, high: second.prefix), 8 &+ second.count)
  }

  /// The last byte of a digest: one that text in UTF-8 never has.
  private static let digestMark: UInt64 = 0xFF00_0000_0000_0000

  /// Whether equal keys mean equal names.
  var isWhole: Bool { high < NameKey.digestMark }

  /// Well spread in its lowest 32 bits.
  @inline(__always)
  var hash: Int {
    let product = (low ^ high &* 0xC2B2_AE3D_27D4_EB4F) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: product &>> 32)
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
  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>) {
    bits = UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// The highest bit of each byte that is no letter, digit or `_`; bytes beyond ASCII have it, too.
  @inline(__always)
  private var ends: UInt64 {
    let low = bits & ~ByteWord.tops
    let letters = ByteWord.range(low | 0x20 &* ByteWord.ones, 0x61, 0x7A)
    let digits = ByteWord.range(low, 0x30, 0x39)
    let lines = ~((low ^ 0x5F &* ByteWord.ones) &+ 0x7F &* ByteWord.ones)
    return (~(letters | digits | lines) | bits) & ByteWord.tops
  }

  /// The highest bit of each byte that lies in `first...last`; all bytes are below 0x80.
  @inline(__always)
  private static func range(_ bytes: UInt64, _ first: UInt64, _ last: UInt64) -> UInt64 {
    (bytes &+ (0x80 &- first) &* ones) & ~(bytes &+ (0x7F &- last) &* ones)
  }

  /// How many bytes stand in front of the first sign below `A`, and these bytes; 8 when there is none.
  ///
  /// Nothing is said about the bytes in front: they may be other signs, or beyond ASCII. Digits are
  /// below `A`, too, and `isNumber` tells that one comes first.
  @inline(__always)
  var beforeSign: (prefix: UInt64, count: Int, isNumber: Bool) {
    let signs = (bits &- 0x41 &* ByteWord.ones) & ~bits & ByteWord.tops
    guard signs != 0 else { return (bits, 8, false) }
    let count = signs.trailingZeroBitCount &>> 3
    let sign = UInt8(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: count &* 8))
    return (bits & ((signs & (0 &- signs)) &>> 7 &- 1), count, sign &- 0x30 < 10)
  }

  /// How many bytes at the beginning may be in an ASCII name.
  @inline(__always)
  var nameLength: Int { ends.trailingZeroBitCount &>> 3 }

  /// Where the first byte stands that is one of the two; 8 when none is.
  @inline(__always)
  func index(of first: UInt8, or second: UInt8) -> Int {
    (zeros(first) | zeros(second)).trailingZeroBitCount &>> 3
  }

  /// The highest bit of each byte that is `byte`; above the first, of others, too.
  @inline(__always)
  private func zeros(_ byte: UInt8) -> UInt64 {
    let difference = bits ^ UInt64(byte) &* ByteWord.ones
    return (difference &- ByteWord.ones) & ~difference & ByteWord.tops
  }

  /// Whether the byte at `index` is part of a character beyond ASCII.
  @inline(__always)
  func isWide(at index: Int) -> Bool {
    bits &>> UInt64(truncatingIfNeeded: index &* 8) & 0x80 != 0
  }

  /// The first `count` bytes, the rest zero.
  @inline(__always)
  func prefix(_ count: Int) -> UInt64 {
    count >= 8 ? bits : bits & (1 &<< UInt64(truncatingIfNeeded: count &* 8) &- 1)
  }
}
