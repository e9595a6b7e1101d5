/// What dbt's seed reader does to a field before it looks for a type.
enum SeedText {
  /// The field without white space at its ends, as Python's `str.strip` takes it off.
  static func trimmed(_ field: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var start = 0
    var end = field.count
    // As nearly all fields are: printable ASCII at both ends.
    if end == 0 || isGraphic(field[0]) && isGraphic(field[end - 1]) { return field }
    while start < end {
      let length = spaceLength(field, start, end)
      if length == 0 { break }
      start += length
    }
    while start < end, let length = spaceLengthBefore(field, start, end) { end -= length }
    return UnsafeRawBufferPointer(rebasing: field[start..<end])
  }

  /// Whether the field stands for null: nothing, or `null` in any case, between white space.
  static func isNull(trimmed field: UnsafeRawBufferPointer) -> Bool {
    field.isEmpty || equals(field, "null")
  }

  /// Compares with lower-case ASCII letters, case ignored.
  static func equals(_ field: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
    guard field.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { letters in
      field.indices.allSatisfy { field[$0] | 0x20 == letters[$0] }
    }
  }

  /// `\r\n` and `\r` as `\n`, as Python's text mode reads them.
  static func withPlainLineEnds(_ field: UnsafeRawBufferPointer) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(field.count)
    for (index, byte) in field.enumerated() {
      if byte == UInt8(ascii: "\r") {
        let isPair = index + 1 < field.count && field[index + 1] == UInt8(ascii: "\n")
        if !isPair { bytes.append(UInt8(ascii: "\n")) }
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  @inline(__always)
  private static func isGraphic(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }

  /// Bytes of the white-space character at `start`; 0 when there is another.
  private static func spaceLength(
    _ field: UnsafeRawBufferPointer, _ start: Int, _ end: Int
  ) -> Int {
    switch field[start] {
    case 0x09...0x0D, 0x1C...0x20: return 1
    case 0xC2 where start + 1 < end:
      return field[start + 1] == 0x85 || field[start + 1] == 0xA0 ? 2 : 0
    case 0xE1...0xE3 where start + 2 < end:
      return isWideSpace(field[start], field[start + 1], field[start + 2]) ? 3 : 0
    default: return 0
    }
  }

  private static func spaceLengthBefore(
    _ field: UnsafeRawBufferPointer, _ start: Int, _ end: Int
  ) -> Int? {
    for length in 1...3 where end - length >= start {
      if spaceLength(field, end - length, end) == length { return length }
    }
    return nil
  }

  /// U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000.
  private static func isWideSpace(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second, third) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9),
      (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      true
    default: false
    }
  }
}
