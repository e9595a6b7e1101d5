/// Characters that are escaped beyond what JSON requires.
package struct JSONEscapes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Everything outside ASCII, as Python's `json.dumps` does by default.
  package static let nonASCII = JSONEscapes(rawValue: 1)
  /// `<`, `>`, `&` and the line separators U+2028 and U+2029: safe inside an HTML `<script>`.
  package static let html = JSONEscapes(rawValue: 2)
}

extension [UInt8] {
  /// Appends the decimal digits of `value`.
  mutating func append(decimal value: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    let start = count
    var rest = value.magnitude
    repeat {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    self[start...].reverse()
  }

  /// Appends the shortest text that reads back as the finite `value`, as Python's `repr` does:
  /// without an exponent for 1e-4 ≤ |value| < 1e16.
  mutating func append(pythonDouble value: Double) {
    // From 2^53 on Swift writes an exponent, Python only from 1e16 on; all between are whole.
    if value.magnitude >= 9_007_199_254_740_992, value.magnitude < 1e16 {
      append(decimal: Int(value))
      append(contentsOf: ".0".utf8)
    } else {
      append(contentsOf: value.description.utf8)
    }
  }

  /// Appends `text` in double quotes, with the escapes JSON requires and those asked for.
  mutating func append(jsonString text: String, escapes: JSONEscapes) {
    append(UInt8(ascii: "\""))
    let done: Void? = text.utf8.withContiguousStorageIfAvailable {
      append(escaping: $0, escapes: escapes)
    }
    if done == nil {
      [UInt8](text.utf8).withUnsafeBufferPointer { append(escaping: $0, escapes: escapes) }
    }
    append(UInt8(ascii: "\""))
  }

  private mutating func append(escaping text: UnsafeBufferPointer<UInt8>, escapes: JSONEscapes) {
    var copied = 0
    var index = 0
    while true {
      index = text.endOfPlainText(from: index, escapes: escapes)
      guard index < text.count else { break }
      guard let length = text.lengthToEscape(at: index, escapes: escapes) else {
        index += 1
        continue
      }
      append(contentsOf: text[copied..<index])
      append(escapeOf: text[index..<(index + length)])
      index += length
      copied = index
    }
    append(contentsOf: text[copied...])
  }

  /// Appends the escape of one character, given as its UTF-8 bytes.
  private mutating func append(escapeOf character: Slice<UnsafeBufferPointer<UInt8>>) {
    switch character.first {
    case UInt8(ascii: "\""): append(contentsOf: #"\""#.utf8)
    case UInt8(ascii: "\\"): append(contentsOf: #"\\"#.utf8)
    case 8: append(contentsOf: #"\b"#.utf8)
    case 9: append(contentsOf: #"\t"#.utf8)
    case 10: append(contentsOf: #"\n"#.utf8)
    case 12: append(contentsOf: #"\f"#.utf8)
    case 13: append(contentsOf: #"\r"#.utf8)
    default:
      for unit in String(decoding: character, as: UTF8.self).utf16 {
        append(contentsOf: #"\u"#.utf8)
        for shift in [12, 8, 4, 0] { append(Self.hexDigits[Int(unit >> UInt16(shift)) & 15]) }
      }
    }
  }

  private static let hexDigits = [UInt8]("0123456789abcdef".utf8)
}

extension UnsafeBufferPointer<UInt8> {
  /// The first place from `start` on at which something may have to be escaped; eight bytes a step.
  fileprivate func endOfPlainText(from start: Int, escapes: JSONEscapes) -> Int {
    var index = start
    // Markup is rare enough to be looked for byte by byte.
    guard !escapes.contains(.html) else { return index }
    let checksASCII: UInt64 = escapes.contains(.nonASCII) ? 0x8080_8080_8080_8080 : 0
    let raw = UnsafeRawBufferPointer(self)
    while index + 8 <= count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if word.hasEscapableByte || word & checksASCII != 0 { break }
      index += 8
    }
    while index < count, lengthToEscape(at: index, escapes: escapes) == nil { index += 1 }
    return index
  }

  /// How many bytes the character at `index` has if it must be escaped; nil if it may stay.
  @inline(__always)
  fileprivate func lengthToEscape(at index: Int, escapes: JSONEscapes) -> Int? {
    let byte = self[index]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0..<0x20: return 1
    case 0x20..<0x80:
      let isMarkup =
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&")
      return isMarkup && escapes.contains(.html) ? 1 : nil
    default:
      if escapes.contains(.nonASCII) { return Swift.min(utf8Length(of: byte), count - index) }
      return escapes.contains(.html) && isLineSeparator(at: index) ? 3 : nil
    }
  }

  private func utf8Length(of lead: UInt8) -> Int { lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2 }

  /// U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
  private func isLineSeparator(at index: Int) -> Bool {
    index + 2 < count && self[index] == 0xE2 && self[index + 1] == 0x80
      && (self[index + 2] == 0xA8 || self[index + 2] == 0xA9)
  }
}

extension UInt64 {
  /// Whether one of the eight bytes is a control character, a quote or a backslash.
  ///
  /// Bytes are tested side by side ("determine if a word has a byte less than n", Anderson's bit
  /// tricks); a byte from 0x80 on is none of them.
  var hasEscapableByte: Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = ones << 7
    let quotes = self ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslashes = self ^ (ones &* UInt64(UInt8(ascii: "\\")))
    let controls = (self &- ones &* 0x20) & ~self
    return (controls | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes) & tops
      != 0
  }
}
