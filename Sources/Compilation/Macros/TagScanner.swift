import Diagnostics

/// Finds the `{% … %}` tags of a file without reading what is in them, as dbt does before it hands a block to Jinja.
///
/// Comments, expressions and raw blocks hide what looks like tags in them; strings hide what looks like an end.
struct TagScanner {
  /// One tag, in bytes of the text.
  struct Tag {
    let keyword: Range<Int>
    /// With its brackets; of a raw block all of it.
    let range: Range<Int>
    let name: String
  }

  private let bytes: [UInt8]
  private var place = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The next tag; nil at the end, and where something is opened that nothing closes.
  mutating func next() -> Tag? {
    while let opening = find([UInt8(ascii: "{")]), opening + 1 < bytes.count {
      place = opening + 2
      switch bytes[opening + 1] {
      case UInt8(ascii: "#"):
        guard let end = find(Array("#}".utf8)) else { return nil }
        place = end + 2
      case UInt8(ascii: "{"):
        guard skip(to: UInt8(ascii: "}")) else { return nil }
      case UInt8(ascii: "%"): return tag(from: opening)
      default: place = opening + 1
      }
    }
    return nil
  }

  private mutating func tag(from opening: Int) -> Tag? {
    while place < bytes.count, Self.leads(bytes[place]) { place += 1 }
    let start = place
    while place < bytes.count, bytes[place].isASCIIWord { place += 1 }
    let keyword = start..<place
    let name = String(decoding: bytes[keyword], as: UTF8.self)
    guard skip(to: UInt8(ascii: "%")) else { return nil }
    if name == "raw" {
      // Nothing in it is a tag but the one that ends it.
      guard skipRaw() else { return nil }
    }
    return Tag(keyword: keyword, range: opening..<place, name: name)
  }

  /// Behind the next `{% endraw %}`.
  private mutating func skipRaw() -> Bool {
    while let opening = find(Array("{%".utf8)) {
      place = opening + 2
      while place < bytes.count, Self.leads(bytes[place]) { place += 1 }
      if bytes[place...].starts(with: "endraw".utf8), skip(to: UInt8(ascii: "%")) { return true }
    }
    return false
  }

  /// Behind the next `mark` that a `}` follows and no string holds.
  private mutating func skip(to mark: UInt8) -> Bool {
    while place + 1 < bytes.count {
      let byte = bytes[place]
      if byte == mark, bytes[place + 1] == UInt8(ascii: "}") {
        place += 2
        return true
      }
      place += 1
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        guard skipString(byte) else { return false }
      }
    }
    return false
  }

  private mutating func skipString(_ quote: UInt8) -> Bool {
    while place < bytes.count {
      let byte = bytes[place]
      place += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == quote { return true }
    }
    return false
  }

  private func find(_ wanted: [UInt8]) -> Int? {
    guard place < bytes.count else { return nil }
    return bytes.indices[place...].first { bytes[$0...].starts(with: wanted) }
  }

  private static func leads(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == 0x20
      || (9...13).contains(byte)
  }
}
