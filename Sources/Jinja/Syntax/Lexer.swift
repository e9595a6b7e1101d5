internal import Diagnostics
@preconcurrency internal import Glibc

/// Cuts a source into tokens, with whitespace control applied to the text between tags.
struct Lexer {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: SourceFile
  let trimBlocks: Bool
  let lstripBlocks: Bool
  var tokens: [Token] = []
  var names = Names.initial
  var problems: [Diagnostic] = []
  var position = 0
  let end: Int
  /// Signs that close what is open inside the current tag.
  var open: [(sign: UInt8, at: Int)] = []
  /// End tags of the definitions whose body is raw, by the number of their keyword.
  private var rawEnds: [Int32: [UInt8]] = [:]

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: SourceFile, environment: Environment) {
    self.bytes = bytes
    self.file = file
    trimBlocks = environment.trimBlocks
    lstripBlocks = environment.lstripBlocks
    var end = bytes.count
    if !environment.keepTrailingNewline, end > 0 {
      if bytes[end - 1] == .newline { end -= 1 }
      if end > 0, bytes[end - 1] == .carriageReturn { end -= 1 }
    }
    self.end = end
    tokens.reserveCapacity(bytes.count / 5 + 8)
    for tag in environment.definitionTags where tag.body == .raw {
      rawEnds[names.number(of: tag.keyword)] = Array(tag.endKeyword.utf8)
    }
  }

  /// Reads the whole source; the last token is `.end`.
  mutating func run() {
    while position < end {
      guard let tag = nextTag(from: position) else {
        addData(position, end)
        position = end
        break
      }
      read(tagAt: tag)
    }
    add(.end, end, end)
  }

  /// Reads the whole source as the inside of a tag.
  mutating func runExpression() {
    readTag(isBlock: nil, tag: 0)
    add(.end, end, end)
  }

  mutating func add(_ kind: Token.Kind, _ start: Int, _ end: Int, name: Int32 = -1) {
    tokens.append(Token(kind: kind, start: Int32(start), end: Int32(end), name: name))
  }

  mutating func report(
    _ message: String, _ start: Int, _ end: Int, notes: [Diagnostic.Note] = [], help: [String] = []
  ) {
    problems.append(
      Diagnostic(
        code: "template-syntax-error", message, at: Span(file, start..<end), notes: notes,
        help: help))
  }

  func byte(at index: Int) -> UInt8 { index < end ? bytes[index] : 0 }

  private func nextTag(from start: Int) -> Int? {
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

  private mutating func read(tagAt tag: Int) {
    let kind = bytes[tag + 1]
    let sign = byte(at: tag + 2)
    let hasSign = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
    let content = tag + (hasSign ? 3 : 2)
    let isVariable = kind == UInt8(ascii: "{")
    addData(position, tag, before: hasSign ? sign : 0, strippingLine: !isVariable)
    switch kind {
    case UInt8(ascii: "#"): readComment(from: content, tag: tag)
    case UInt8(ascii: "%"):
      if let body = rawBegin(content) {
        readRaw(from: body, tag: tag, end: "endraw")
      } else {
        readBlock(tag, content)
      }
    default:
      add(.variableBegin, tag, content)
      position = content
      readTag(isBlock: false, tag: tag)
    }
  }

  private mutating func readBlock(_ tag: Int, _ content: Int) {
    add(.blockBegin, tag, content)
    let first = tokens.count
    position = content
    readTag(isBlock: true, tag: tag)
    guard first < tokens.count, let end = rawEnds[tokens[first].name],
      tokens[tokens.count - 1].kind == .blockEnd
    else { return }
    // The body of a raw definition: text, whatever is in it; one sign stands for the end tag.
    let close = readRaw(from: position, tag: tag, end: end)
    add(.blockEnd, close, position)
  }

  /// Adds the text `start..<end` in front of a tag, less what the tag's sign strips.
  mutating func addData(
    _ start: Int, _ end: Int, before sign: UInt8 = 0, strippingLine: Bool = false
  ) {
    var stop = end
    if sign == UInt8(ascii: "-") {
      while stop > start, isSpace(endingAt: stop) { stop = characterStart(before: stop) }
    } else if sign == 0, strippingLine, lstripBlocks {
      stop = lineStart(start, end) ?? end
    }
    if stop > start { add(.data, start, stop) }
  }

  /// The start of the last line of `start..<end` when that line is blank so far.
  private func lineStart(_ start: Int, _ end: Int) -> Int? {
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

  private mutating func readComment(from content: Int, tag: Int) {
    guard let close = find("#}", from: content) else {
      report(
        "the comment is not closed", tag, content, help: ["end it with `#}`"])
      position = end
      return
    }
    let sign = close > content ? bytes[close - 1] : 0
    position = close + 2
    skipAfterBlock(sign: sign)
  }

  /// The position after `raw %}` when the tag whose content starts here is a raw tag.
  private func rawBegin(_ content: Int) -> Int? {
    var index = skipSpace(from: content)
    guard matches("raw", at: index) else { return nil }
    index = skipSpace(from: index + 3)
    if matches("%}", at: index) { return index + 2 }
    if matches("-%}", at: index) { return skipSpace(from: index + 3) }
    return nil
  }

  /// Takes everything up to the tag `endTag` as text. Returns where the text ends.
  @discardableResult
  mutating func readRaw(from start: Int, tag: Int, end endTag: StaticString) -> Int {
    readRaw(from: start, tag: tag, end: Array("\(endTag)".utf8))
  }

  @discardableResult
  mutating func readRaw(from start: Int, tag: Int, end endTag: [UInt8]) -> Int {
    var search = start
    while let found = find("{%", from: search) {
      let sign = byte(at: found + 2)
      let hasSign = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
      let word = skipSpace(from: found + (hasSign ? 3 : 2))
      if matches(endTag, at: word), let close = blockEnd(at: skipSpace(from: word + endTag.count)) {
        addData(start, found, before: hasSign ? sign : 0, strippingLine: true)
        position = close.after
        skipAfterBlock(sign: close.sign)
        return found
      }
      search = found + 2
    }
    let name = String(decoding: endTag, as: UTF8.self)
    report(
      "`\(name.dropFirst(3))` is not closed", tag, min(tag + 2, end),
      help: ["end it with `{% \(name) %}`"])
    position = end
    return end
  }

  /// The end of a block tag at `index`: its sign (0 if none) and the position after it.
  func blockEnd(at index: Int) -> (sign: UInt8, after: Int)? {
    if matches("%}", at: index) { return (0, index + 2) }
    let sign = byte(at: index)
    guard sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+"), matches("%}", at: index + 1)
    else { return nil }
    return (sign, index + 3)
  }

  /// Skips what the end of a block tag or comment strips of the text after it.
  mutating func skipAfterBlock(sign: UInt8) {
    if sign == UInt8(ascii: "-") {
      position = skipSpace(from: position)
    } else if sign != UInt8(ascii: "+"), trimBlocks {
      if byte(at: position) == .carriageReturn {
        position += byte(at: position + 1) == .newline ? 2 : 1
      } else if byte(at: position) == .newline {
        position += 1
      }
    }
  }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  var isNewline: Bool { self == .newline || self == .carriageReturn }

  /// A letter, digit or underscore, or part of a character beyond ASCII.
  var isWordByte: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...0xFF: true
    default: false
    }
  }
}
