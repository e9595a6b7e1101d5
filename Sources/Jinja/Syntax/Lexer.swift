internal import Diagnostics

/// Cuts a source into tokens, with whitespace control applied to the text between tags.
struct Lexer: ~Copyable {
  let source: SourceBytes
  let file: SourceFile
  let trimBlocks: Bool
  let lstripBlocks: Bool
  var tokens: Buffer<Token>
  var names = Names()
  var problems: [Diagnostic] = []
  var position = 0
  /// Signs that close what is open inside the current tag.
  var open = Buffer<Opening>(capacity: 16)
  /// End tags of the definitions whose body is raw, by the number of their keyword.
  private var rawEnds: [Int32: [UInt8]] = [:]

  var end: Int { source.end }

  struct Opening: BitwiseCopyable {
    let kind: Token.Kind
    let at: Int
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: SourceFile, environment: Environment) {
    self.file = file
    trimBlocks = environment.trimBlocks
    lstripBlocks = environment.lstripBlocks
    var end = bytes.count
    if !environment.keepTrailingNewline, end > 0 {
      if bytes[end - 1] == .newline { end -= 1 }
      if end > 0, bytes[end - 1] == .carriageReturn { end -= 1 }
    }
    source = SourceBytes(bytes: bytes, end: end)
    tokens = Buffer(capacity: bytes.count / 5 + 8)
    for tag in environment.definitionTags where tag.body == .raw {
      rawEnds[names.number(of: tag.keyword)] = Array(tag.endKeyword.utf8)
    }
  }

  /// Reads the whole source; the last token is `.end`.
  mutating func run() {
    while position < end {
      guard let tag = source.nextTag(from: position) else {
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
    // Positions fit: `Environment.compile` refuses longer sources.
    tokens.append(
      Token(
        kind: kind, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end),
        name: name))
  }

  mutating func report(
    _ message: String, _ start: Int, _ end: Int, notes: [Diagnostic.Note] = [], help: [String] = []
  ) {
    problems.append(
      Diagnostic(
        code: "template-syntax-error", message, at: Span(file, start..<end), notes: notes,
        help: help))
  }

  @inline(__always)
  private mutating func read(tagAt tag: Int) {
    let kind = source[tag + 1]
    let sign = source.byte(at: tag + 2)
    let hasSign = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
    let content = tag + (hasSign ? 3 : 2)
    let isVariable = kind == UInt8(ascii: "{")
    addData(position, tag, before: hasSign ? sign : 0, strippingLine: !isVariable)
    if kind == UInt8(ascii: "#") {
      readComment(from: content, tag: tag)
    } else if !isVariable, let body = source.rawBegin(content) {
      readRaw(from: body, tag: tag, end: "endraw")
    } else {
      add(isVariable ? .variableBegin : .blockBegin, tag, content)
      let first = tokens.count
      position = content
      readTag(isBlock: !isVariable, tag: tag)
      if !rawEnds.isEmpty, !isVariable { readRawDefinition(tag, first) }
    }
  }

  /// Reads the body of the definition whose first token in the tag is `first`, if that is a raw one.
  @inline(never)
  private mutating func readRawDefinition(_ tag: Int, _ first: Int) {
    guard first < tokens.count, let end = rawEnds[tokens[first].name],
      tokens[tokens.count - 1].kind == .blockEnd
    else { return }
    // The body of a raw definition: text, whatever is in it; one sign stands for the end tag.
    let close = readRaw(from: position, tag: tag, end: end)
    add(.blockEnd, close, position)
  }

  /// Adds the text `start..<end` in front of a tag, less what the tag's sign strips.
  @inline(__always)
  mutating func addData(
    _ start: Int, _ end: Int, before sign: UInt8 = 0, strippingLine: Bool = false
  ) {
    var stop = end
    if sign == UInt8(ascii: "-") {
      stop = source.skipSpace(before: end, from: start)
    } else if sign == 0, strippingLine, lstripBlocks {
      stop = source.lineStart(start, end) ?? end
    }
    if stop > start { add(.data, start, stop) }
  }

  private mutating func readComment(from content: Int, tag: Int) {
    guard let close = source.find("#}", from: content) else {
      // As in Jinja2, which looks for the end only when something follows.
      if content == end {
        position = end
        return
      }
      report(
        "the comment is not closed", tag, content, help: ["end it with `#}`"])
      position = end
      return
    }
    let sign = close > content ? source[close - 1] : 0
    position = close + 2
    skipAfterBlock(sign: sign)
  }

  /// Takes everything up to the tag `endTag` as text. Returns where the text ends.
  @discardableResult
  mutating func readRaw(from start: Int, tag: Int, end endTag: StaticString) -> Int {
    readRaw(from: start, tag: tag, end: Array("\(endTag)".utf8))
  }

  @discardableResult
  mutating func readRaw(from start: Int, tag: Int, end endTag: [UInt8]) -> Int {
    var search = start
    while let found = source.find("{%", from: search) {
      let sign = source.byte(at: found + 2)
      let hasSign = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
      let word = source.skipSpace(from: found + (hasSign ? 3 : 2))
      if source.matches(endTag, at: word),
        let close = source.blockEnd(at: source.skipSpace(from: word + endTag.count))
      {
        addData(start, found, before: hasSign ? sign : 0, strippingLine: true)
        position = close.after
        skipAfterBlock(sign: close.sign)
        return found
      }
      search = found + 2
    }
    position = end
    let name = String(decoding: endTag, as: UTF8.self)
    if start == end, name == "endraw" { return end }
    report(
      "`\(name.dropFirst(3))` is not closed", tag, min(tag + 2, end),
      help: ["end it with `{% \(name) %}`"])
    return end
  }

  /// Skips what the end of a block tag or comment strips of the text after it.
  mutating func skipAfterBlock(sign: UInt8) {
    if sign == UInt8(ascii: "-") {
      position = source.skipSpace(from: position)
    } else if sign != UInt8(ascii: "+"), trimBlocks {
      if source.byte(at: position) == .carriageReturn {
        position += source.byte(at: position + 1) == .newline ? 2 : 1
      } else if source.byte(at: position) == .newline {
        position += 1
      }
    }
  }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  var isNewline: Bool { self == .newline || self == .carriageReturn }
}
