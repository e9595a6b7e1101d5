/// A place in the bytes of a text that may be a time.
struct TimeScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var place = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard place < bytes.count, Self.lowered(bytes[place]) == Self.lowered(byte) else {
      return false
    }
    place += 1
    return true
  }

  /// Letter case is ignored; `word` is in lower case.
  mutating func skip(word: String) -> Bool {
    let start = place
    for byte in word.utf8 where !skip(byte) {
      place = start
      return false
    }
    return true
  }

  /// At least one white space.
  mutating func skipSpaces() -> Bool {
    let start = place
    while place < bytes.count, Self.isSpace(bytes[place]) { place += 1 }
    return place > start
  }

  /// Exactly `width` digits.
  mutating func number(width: Int) -> Int? {
    guard place + width <= bytes.count else { return nil }
    var number = 0
    for offset in 0..<width {
      let byte = bytes[place + offset]
      guard (48...57).contains(byte) else { return nil }
      number = number * 10 + Int(byte - 48)
    }
    place += width
    return number
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (65...90).contains(byte) ? byte + 32 : byte
  }
}
