import Diagnostics

/// Where a statement names the table or function that SQLite did not find.
///
/// SQLite tells the offset of most mistakes, but not of these: its message only has the name.
struct MissingName {
  private static let prefixes = ["no such table: ", "no such function: "]
  /// Words before the name of a table.
  private static let introductions: Set = ["from", "join", "into", "update", "table"]

  private let parts: [String]

  /// Nil when `message` is of another kind.
  init?(message: String) {
    guard let prefix = Self.prefixes.first(where: message.hasPrefix) else { return nil }
    let name = message.dropFirst(prefix.count).lowercased()
    parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  /// UTF-8 byte offset of the name in `statement`, at or after `start`; nil when it stands in a view
  /// that the statement reads.
  func position(in statement: String, from start: Int) -> Int? {
    let words = SQLWords(statement, from: start).words
    let places = words.indices.filter { index in
      guard words[index].text == parts.last else { return false }
      guard index > 0, words[index].isQualified else { return true }
      return parts.count < 2 || words[index - 1].text == parts[parts.count - 2]
    }
    let starts = places.map { words[$0].isQualified && $0 > 0 ? $0 - 1 : $0 }
    let introduced = starts.first { $0 > 0 && Self.introductions.contains(words[$0 - 1].text) }
    return (introduced ?? starts.first).map { words[$0].offset }
  }
}

/// The words and quoted names of a statement, in lower case, without comments and texts.
private struct SQLWords {
  struct Word {
    let text: String
    let offset: Int
    /// A dot stands between the word before and this one.
    let isQualified: Bool
  }

  private(set) var words: [Word] = []
  private let bytes: [UInt8]
  private var index: Int
  private var followsDot = false

  init(_ statement: String, from start: Int) {
    bytes = Array(statement.utf8)
    index = min(start, bytes.count)
    while index < bytes.count { step() }
  }

  private mutating func step() {
    switch bytes[index] {
    case UInt8(ascii: "'"): index = end(of: UInt8(ascii: "'"), from: index + 1)
    case UInt8(ascii: "\""), UInt8(ascii: "`"): quoted(until: bytes[index])
    case UInt8(ascii: "["): quoted(until: UInt8(ascii: "]"))
    case UInt8(ascii: "-") where starts(with: "--"): skip(past: "\n")
    case UInt8(ascii: "/") where starts(with: "/*"): skip(past: "*/")
    case UInt8(ascii: "."):
      followsDot = true
      index += 1
    case let byte where Self.isInName(byte): word()
    default:
      if !Self.isSpace(bytes[index]) { followsDot = false }
      index += 1
    }
  }

  private mutating func quoted(until mark: UInt8) {
    let start = index
    index = end(of: mark, from: start + 1)
    add(start + 1..<max(start + 1, index - 1), at: start)
  }

  private mutating func word() {
    let start = index
    while index < bytes.count, Self.isInName(bytes[index]) { index += 1 }
    add(start..<index, at: start)
  }

  private mutating func add(_ range: Range<Int>, at offset: Int) {
    let text = String(decoding: bytes[range], as: UTF8.self).lowercased()
    words.append(Word(text: text, offset: offset, isQualified: followsDot))
    followsDot = false
  }

  private func end(of mark: UInt8, from start: Int) -> Int {
    (bytes[start...].firstIndex(of: mark) ?? bytes.count - 1) + 1
  }

  private func starts(with text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  private mutating func skip(past mark: String) {
    let rest = bytes[index...].dropFirst(mark.utf8.count)
    let found = rest.indices.first { rest[$0...].starts(with: mark.utf8) }
    index = found.map { $0 + mark.utf8.count } ?? bytes.count
  }

  private static func isInName(_ byte: UInt8) -> Bool {
    byte.isWord || byte == UInt8(ascii: "$")
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
