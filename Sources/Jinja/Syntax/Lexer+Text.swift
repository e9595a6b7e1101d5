extension Lexer {
  func matches(_ word: StaticString, at index: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    guard index + count <= end else { return false }
    for offset in 0..<count where bytes[index + offset] != word.utf8Start[offset] { return false }
    return true
  }

  func matches(_ word: [UInt8], at index: Int) -> Bool {
    guard index + word.count <= end else { return false }
    for offset in word.indices where bytes[index + offset] != word[offset] { return false }
    return true
  }

  func find(_ word: StaticString, from start: Int) -> Int? {
    var index = start
    while index + word.utf8CodeUnitCount <= end {
      if matches(word, at: index) { return index }
      index += 1
    }
    return nil
  }

  func skipSpace(from start: Int) -> Int {
    var index = start
    while index < end, let length = spaceLength(at: index) { index += length }
    return index
  }

  /// The bytes of the white-space character at `index`; nil when there is none.
  func spaceLength(at index: Int) -> Int? {
    switch bytes[index] {
    case 0x20, 0x09...0x0D, 0x1C...0x1F: return 1
    case 0..<0x80: return nil
    default:
      guard let (scalar, length) = scalar(at: index), PythonString.isSpace(scalar) else {
        return nil
      }
      return length
    }
  }

  func isSpace(endingAt stop: Int) -> Bool {
    spaceLength(at: characterStart(before: stop)) != nil
  }

  func characterStart(before stop: Int) -> Int {
    var index = stop - 1
    while index > 0, bytes[index] & 0xC0 == 0x80 { index -= 1 }
    return index
  }

  /// The character at `index` and its length in bytes.
  func scalar(at index: Int) -> (Unicode.Scalar, Int)? {
    let length = bytes[index] < 0xE0 ? 2 : bytes[index] < 0xF0 ? 3 : 4
    guard bytes[index] >= 0x80 else { return (Unicode.Scalar(bytes[index]), 1) }
    guard index + length <= bytes.count else { return nil }
    var value = UInt32(bytes[index]) & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return Unicode.Scalar(value).map { ($0, length) }
  }
}
