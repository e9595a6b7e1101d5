/// Whether some bytes hold a NUL, or anything beyond ASCII; eight of them at a time.
struct ByteCheck {
  private(set) var hasNUL = false
  private(set) var hasOther = false

  init(_ bytes: UnsafeRawBufferPointer) {
    let highBits: UInt64 = 0x8080_8080_8080_8080
    let lowBits: UInt64 = 0x0101_0101_0101_0101
    var high: UInt64 = 0
    // The highest bit of each byte that is zero: Mycroft's test, exact for "any".
    var zero: UInt64 = 0
    var index = 0
    while index + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      high |= word
      zero |= (word &- lowBits) & ~word
      index += 8
    }
    hasOther = high & highBits != 0
    hasNUL = zero & highBits != 0
    while index < bytes.count {
      hasOther = hasOther || bytes[index] >= 0x80
      hasNUL = hasNUL || bytes[index] == 0
      index += 1
    }
  }
}
