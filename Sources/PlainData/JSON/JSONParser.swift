import Diagnostics
@preconcurrency import Glibc

/// Reads one JSON document by recursive descent.
struct JSONParser {
  private let file: SourceFile
  private let maximumDepth: Int
  /// The document and a final 0, which no rule accepts, so that looking ahead needs no bounds.
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private var names = NameCache()
  /// How many members the last map at each depth had: room for the next one.
  private var counts: [Int] = []

  init(_ file: SourceFile, maximumDepth: Int) {
    self.file = file
    self.maximumDepth = maximumDepth
    var bytes = [UInt8]()
    bytes.reserveCapacity(file.text.utf8.count + 1)
    bytes.append(contentsOf: file.text.utf8)
    bytes.append(0)
    self.bytes = bytes
  }

  mutating func document() throws(Diagnostic) -> PlainValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    skipBlanks()
    let value = try value()
    skipBlanks()
    guard position == bytes.count - 1 else {
      throw mistake("a JSON document holds one value, and something follows it")
    }
    return value
  }

  private mutating func value() throws(Diagnostic) -> PlainValue {
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try list()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: throw unexpected("a value")
    }
  }

  private mutating func object() throws(Diagnostic) -> PlainValue {
    try enter()
    var members = Members(expecting: counts[depth])
    if !closes(with: UInt8(ascii: "}")) {
      repeat {
        skipBlanks()
        guard bytes[position] == UInt8(ascii: "\"") else {
          throw unexpected("a key in double quotes")
        }
        let (key, slot) = try key()
        skipBlanks()
        guard accept(UInt8(ascii: ":")) else { throw unexpected("`:` after the key") }
        skipBlanks()
        members.append(key, slot, try value())
        skipBlanks()
      } while accept(UInt8(ascii: ","))
      guard accept(UInt8(ascii: "}")) else { throw unexpected("`,` or `}`") }
    }
    counts[depth] = members.all.count
    depth -= 1
    return .map(members.map)
  }

  private mutating func list() throws(Diagnostic) -> PlainValue {
    try enter()
    var elements: [PlainValue] = []
    if !closes(with: UInt8(ascii: "]")) {
      repeat {
        skipBlanks()
        elements.append(try value())
        skipBlanks()
      } while accept(UInt8(ascii: ","))
      guard accept(UInt8(ascii: "]")) else { throw unexpected("`,` or `]`") }
    }
    depth -= 1
    return .list(elements)
  }

  private mutating func literal(_ text: StaticString, _ value: PlainValue) throws(Diagnostic)
    -> PlainValue
  {
    let matches = text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    guard matches else { throw unexpected("a value") }
    position += text.utf8CodeUnitCount
    return value
  }
}

// MARK: Moving along

extension JSONParser {
  private mutating func enter() throws(Diagnostic) {
    guard depth < maximumDepth else {
      throw Diagnostic(
        code: "json-too-deep", "lists and maps are nested more than \(maximumDepth) deep",
        at: Span(file, position..<(position + 1)))
    }
    depth += 1
    position += 1
    if counts.count <= depth { counts.append(contentsOf: [0, 0]) }
  }

  private mutating func closes(with bracket: UInt8) -> Bool {
    skipBlanks()
    return accept(bracket)
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    guard bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while true {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private func unexpected(_ wanted: String) -> Diagnostic {
    if position >= bytes.count - 1 {
      return mistake("the document ends where \(wanted) should be", length: 0)
    }
    let found = Span(file, position..<endOfWord)
    return Diagnostic(
      code: "json-syntax", "found \(quoted(found.text)) where \(wanted) should be", at: found)
  }

  /// The end of the letters at `position`, or of the one character there.
  private var endOfWord: Int {
    let lead = bytes[position]
    if lead >= 0x80 { return position + (lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2) }
    let letters = bytes[position...].prefix { (0x41...0x5A).contains($0 & ~0x20) }
    return position + max(1, letters.count)
  }

  private func quoted(_ text: String) -> String {
    text == "`" ? "a backtick" : text == "\n" ? "the end of the line" : "`\(text)`"
  }

  private func mistake(_ message: String, length: Int = 1) -> Diagnostic {
    Diagnostic(code: "json-syntax", message, at: Span(file, position..<(position + length)))
  }
}

// MARK: Strings

extension JSONParser {
  /// A key and the slot of its bytes: equal keys have equal slots.
  private mutating func key() throws(Diagnostic) -> (String, slot: UInt8) {
    let start = position + 1
    let end = endOfPlainText(from: start)
    guard bytes[end] == UInt8(ascii: "\"") else {
      let name = try string()
      return (name, NameCache.slot(of: Array(name.utf8)[...]))
    }
    position = end + 1
    return names.name(at: start..<end, in: bytes)
  }

  private mutating func string() throws(Diagnostic) -> String {
    let start = position + 1
    let end = endOfPlainText(from: start)
    position = end
    if bytes[end] == UInt8(ascii: "\"") {
      position += 1
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
    var text = [UInt8](bytes[start..<end])
    while true {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0 where position == bytes.count - 1:
        throw mistake("the document ends inside a string", length: 0)
      default: throw mistake("a control character in a string must be written as an escape")
      }
      let plain = position
      position = endOfPlainText(from: plain)
      text += bytes[plain..<position]
    }
  }

  /// The place of the next quote, backslash or control character; eight bytes a step.
  private func endOfPlainText(from start: Int) -> Int {
    var end = start
    bytes.withUnsafeBytes { bytes in
      while end + 8 <= bytes.count,
        !bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self).hasEscapableByte
      {
        end += 8
      }
    }
    while bytes[end] >= 0x20, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\\") {
      end += 1
    }
    return end
  }

  private mutating func escape(into text: inout [UInt8]) throws(Diagnostic) {
    let letter = bytes[position + 1]
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"):
      text += String(Character(try scalarEscape())).utf8
      return
    default:
      throw mistake("a backslash starts one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u")
    }
    position += 2
  }

  /// A `\u` escape, or the two that make a surrogate pair; half a pair becomes U+FFFD.
  private mutating func scalarEscape() throws(Diagnostic) -> Unicode.Scalar {
    let high = try hexEscape()
    guard (0xD800..<0xDC00).contains(high), bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
    let before = position
    let low = try hexEscape()
    guard (0xDC00..<0xE000).contains(low) else {
      position = before
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexEscape() throws(Diagnostic) -> UInt32 {
    var unit: UInt32 = 0
    for place in (position + 2)..<(position + 6) {
      guard place < bytes.count, let digit = Character(Unicode.Scalar(bytes[place])).hexDigitValue
      else { throw mistake("a `\\u` escape has four hexadecimal digits", length: 2) }
      unit = unit << 4 | UInt32(digit)
    }
    position += 6
    return unit
  }
}

// MARK: Numbers

extension JSONParser {
  private mutating func number() throws(Diagnostic) -> PlainValue {
    let start = position
    _ = accept(UInt8(ascii: "-"))
    if accept(UInt8(ascii: "0")) {
      if isDigit { throw mistake("a number must not start with a superfluous zero") }
    } else {
      try digits()
    }
    var isWhole = true
    if accept(UInt8(ascii: ".")) {
      isWhole = false
      try digits()
    }
    if accept(UInt8(ascii: "e")) || accept(UInt8(ascii: "E")) {
      isWhole = false
      if !accept(UInt8(ascii: "+")) { _ = accept(UInt8(ascii: "-")) }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let value = Int(text) { return .int(value) }
    guard let value = Double(text), value.isFinite else {
      throw Diagnostic(
        code: "json-number-range", "the number is too large for 64 bits",
        at: Span(file, start..<position))
    }
    return .double(value)
  }

  private var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) }

  private mutating func digits() throws(Diagnostic) {
    guard isDigit else { throw unexpected("a digit") }
    while isDigit { position += 1 }
  }
}

/// Keys seen before, so that the many equal keys of a document share one string.
private struct NameCache {
  private var names = [String](repeating: "", count: 256)
  /// Where in the document each name was seen last.
  private var places = [Range<Int>](repeating: 0..<0, count: 256)

  /// The text at `place`, and its slot: equal texts have equal slots.
  mutating func name(at place: Range<Int>, in bytes: [UInt8]) -> (String, slot: UInt8) {
    let slot = Self.slot(of: bytes[place])
    let seen = places[Int(slot)]
    let isSame =
      seen.count == place.count
      && bytes.withUnsafeBytes { bytes in
        bytes.baseAddress.map { base in
          memcmp(base + seen.lowerBound, base + place.lowerBound, place.count) == 0
        } ?? true
      }
    if !isSame {
      names[Int(slot)] = String(decoding: bytes[place], as: UTF8.self)
      places[Int(slot)] = place
    }
    return (names[Int(slot)], slot)
  }

  static func slot(of bytes: ArraySlice<UInt8>) -> UInt8 {
    guard let first = bytes.first, let last = bytes.last else { return 0 }
    let middle = bytes[bytes.startIndex + bytes.count / 2]
    return first &* 31 ^ last &* 7 ^ middle &* 13 ^ UInt8(truncatingIfNeeded: bytes.count)
  }
}

/// The members of a map that is being read.
private struct Members {
  private(set) var all: [PlainMap.Member] = []
  private var slots = SlotSet()
  private var mayRepeat = false

  /// Makes room for as many members as its neighbour had, within reason.
  init(expecting count: Int) {
    all.reserveCapacity(min(count, 64))
  }

  /// Keys are only compared when their slots are the same; of many members the map itself will.
  mutating func append(_ key: String, _ slot: UInt8, _ value: PlainValue) {
    if !slots.insert(slot), !mayRepeat {
      mayRepeat = all.count > 64 || all.contains { $0.key == key }
    }
    all.append(PlainMap.Member(key, value))
  }

  var map: PlainMap {
    mayRepeat ? PlainMap(all.map { ($0.key, $0.value) }) : PlainMap(uniqueKeys: all)
  }
}

/// A set of bytes.
private struct SlotSet {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// Whether `slot` was not yet in the set.
  mutating func insert(_ slot: UInt8) -> Bool {
    let bit: UInt64 = 1 << UInt64(slot & 63)
    switch slot >> 6 {
    case 0: return Self.insert(bit, &words.0)
    case 1: return Self.insert(bit, &words.1)
    case 2: return Self.insert(bit, &words.2)
    default: return Self.insert(bit, &words.3)
    }
  }

  private static func insert(_ bit: UInt64, _ word: inout UInt64) -> Bool {
    defer { word |= bit }
    return word & bit == 0
  }
}
