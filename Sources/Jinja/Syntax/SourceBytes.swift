@preconcurrency internal import Glibc

/// The bytes of a source, and looks at what stands where in them.
///
/// Apart from the lexer because it is small: it travels in registers.
struct SourceBytes {
  let bytes: UnsafeBufferPointer<UInt8>
  /// Where the template ends: a final newline may not belong to it.
  let end: Int

  subscript(index: Int) -> UInt8 { bytes[index] }

  /// The byte at `index`, 0 behind the end.
  func byte(at index: Int) -> UInt8 { index < end ? bytes[index] : 0 }

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
    while index < end {
      let byte = bytes[index]
      if byte == 0x20 || byte == .newline {
        index += 1
      } else {
        guard byte.byteClass == ByteClass.space || byte >= 0x80, let length = spaceLength(at: index)
        else { break }
        index += length
      }
    }
    return index
  }

  /// The position behind the newline at `index`, if one is there.
  func skipNewline(at index: Int) -> Int {
    if byte(at: index) == .newline { return index + 1 }
    guard byte(at: index) == .carriageReturn else { return index }
    return byte(at: index + 1) == .newline ? index + 2 : index + 1
  }

  /// Where the white space ends that stands before `end`, not beyond `start`.
  func skipSpace(before end: Int, from start: Int) -> Int {
    var stop = end
    while stop > start, bytes[stop - 1] == 0x20 || bytes[stop - 1] == .newline { stop -= 1 }
    while stop > start, isSpace(endingAt: stop) { stop = characterStart(before: stop) }
    return stop
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
    if bytes[stop - 1] < 0x80 { return bytes[stop - 1].byteClass == ByteClass.space }
    return spaceLength(at: characterStart(before: stop)) != nil
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

extension SourceBytes {
  /// The next `{{`, `{%` or `{#` at or after `start`.
  @inline(__always)
  func nextTag(from start: Int) -> Int? {
    var index = start
    while index < end - 1 {
      guard let base = bytes.baseAddress, let found = memchr(base + index, 0x7B, end - 1 - index)
      else { return nil }
      index = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
      switch bytes[index + 1] {
      case UInt8(ascii: "{"), UInt8(ascii: "%"), UInt8(ascii: "#"): return index
      default: index += 1
      }
    }
    return nil
  }

  /// The position after `raw %}` when the tag whose content starts here is a raw tag.
  @inline(__always)
  func rawBegin(_ content: Int) -> Int? {
    // Nearly every tag begins with a space and another letter.
    let first = byte(at: content) == 0x20 ? byte(at: content + 1) : 0
    if first != UInt8(ascii: "r"), first.byteClass == ByteClass.letter { return nil }
    var index = skipSpace(from: content)
    guard byte(at: index) == UInt8(ascii: "r"), matches("raw", at: index) else { return nil }
    index = skipSpace(from: index + 3)
    if matches("%}", at: index) { return index + 2 }
    if matches("-%}", at: index) { return skipSpace(from: index + 3) }
    return nil
  }

  /// The end of a block tag at `index`: its sign (0 if none) and the position after it.
  func blockEnd(at index: Int) -> (sign: UInt8, after: Int)? {
    let sign = byte(at: index)
    switch sign {
    case UInt8(ascii: "%") where byte(at: index + 1) == UInt8(ascii: "}"): return (0, index + 2)
    case UInt8(ascii: "-"), UInt8(ascii: "+"):
      let isEnd =
        byte(at: index + 1) == UInt8(ascii: "%") && byte(at: index + 2) == UInt8(ascii: "}")
      return isEnd ? (sign, index + 3) : nil
    default: return nil
    }
  }

  /// The start of the last line of `start..<end` when that line is blank so far.
  func lineStart(_ start: Int, _ end: Int) -> Int? {
    var line = end
    while line > start, !bytes[line - 1].isNewline { line -= 1 }
    guard line > start || start == 0 || bytes[start - 1].isNewline else { return nil }
    var index = line
    while index < end {
      guard let length = spaceLength(at: index) else { return nil }
      index += length
    }
    return line
  }

  /// The position of the quote that ends the string whose content starts at `start`.
  func stringEnd(from start: Int, quote: UInt8) -> Int? {
    var index = start
    while let base = bytes.baseAddress, index <= end - 8 {
      let skipped = ByteWord(base + index).index(of: quote, or: UInt8(ascii: "\\"))
      index &+= skipped
      if skipped == 8 { continue }
      if bytes[index] == quote { return index }
      index &+= 2
    }
    while index < end {
      let byte = bytes[index]
      if byte == quote { return index }
      index &+= byte == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  /// The end of the line or of the tag that an unclosed string at `start` runs through.
  func lineEnd(from start: Int) -> Int {
    var index = start
    while index < end, !bytes[index].isNewline, !matches("}}", at: index), !matches("%}", at: index)
    { index += 1 }
    while index > start + 1, bytes[index - 1] == 0x20 { index -= 1 }
    return index
  }

  /// The next `}}` or `%}`, or the end.
  func tagEnd(from start: Int) -> Int {
    var index = start
    while index < end, !matches("}}", at: index), !matches("%}", at: index) { index += 1 }
    return index
  }
}
