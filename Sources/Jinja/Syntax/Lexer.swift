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
  var place = Place.text
  /// Where the current tag begins.
  var tag = 0
  var brackets = Brackets()
  /// The definitions whose body is raw: keywords and end tags.
  private let rawTags: [(keyword: [UInt8], end: [UInt8])]
  /// What the keywords of tags with raw text begin with.
  let rawLetters: Letters
  /// Which of them the current tag begins.
  private var definition: Int?

  var end: Int { source.end }

  /// What is around `position`; the raw value stands before `}` where that ends.
  enum Place: UInt8 {
    case text = 0
    case block = 0x25
    case variable = 0x7D
    /// A block tag that begins raw text: what is at its end is not left to `readPlain`.
    case rawDefinition = 0xFE
    /// Only the end of the source ends it.
    case expression = 0xFF

    var isBlock: Bool { self == .block || self == .rawDefinition }
  }

  /// A set of letters, the small and the large ones alike.
  struct Letters {
    private var bits: UInt32 = 0

    mutating func insert(_ letter: UInt8) { bits |= 1 &<< UInt32(letter & 31) }

    @inline(__always)
    func contains(_ letter: UInt8) -> Bool { bits &>> UInt32(letter & 31) & 1 != 0 }
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
    rawTags = environment.definitionTags.filter { $0.body == .raw }
      .map { (Array($0.keyword.utf8), Array($0.endKeyword.utf8)) }
    var letters = Letters()
    letters.insert(UInt8(ascii: "r"))
    for tag in rawTags { if let first = tag.keyword.first { letters.insert(first) } }
    rawLetters = letters
  }

  /// Reads the whole source; the last token is `.end`.
  mutating func run() {
    while true {
      readPlain()
      if place != .text {
        if position >= end || readOther() { leaveTag() }
      } else if position >= end {
        break
      } else if let tag = source.nextTag(from: position) {
        read(tagAt: tag)
      } else {
        addData(position, end)
        position = end
      }
    }
    add(.end, end, end)
  }

  /// Reads the whole source as the inside of a tag.
  mutating func runExpression() {
    place = .expression
    while position < end {
      readPlain()
      if position < end { _ = readOther() }
    }
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
      self.tag = tag
      definition = isVariable ? nil : rawDefinition(at: content)
      place = isVariable ? .variable : definition == nil ? .block : .rawDefinition
      position = content
    }
  }

  private mutating func leaveTag() {
    brackets.forget()
    if let definition, tokens[tokens.count - 1].kind == .blockEnd {
      // The body is text, whatever is in it; one sign stands for the end tag.
      let close = readRaw(from: position, tag: tag, end: rawTags[definition].end)
      add(.blockEnd, close, position)
    }
    (place, definition) = (.text, nil)
  }

  /// The number of the definition with a raw body whose keyword is the first word of a tag's content.
  private func rawDefinition(at content: Int) -> Int? {
    let word = source.skipSpace(from: content)
    return rawTags.firstIndex { tag in
      source.matches(tag.keyword, at: word)
        && !source.byte(at: word + tag.keyword.count).isWordByte
    }
  }

  /// Adds the text `start..<end` in front of a tag, less what the tag's sign strips.
  mutating func addData(
    _ start: Int, _ end: Int, before sign: UInt8 = 0, strippingLine: Bool = false
  ) {
    let stop = textEnd(start, end, before: sign, strippingLine: strippingLine)
    if stop > start { add(.data, start, stop) }
  }

  /// Where the text `start..<end` in front of a tag ends, less what the tag's sign strips.
  @inline(__always)
  func textEnd(_ start: Int, _ end: Int, before sign: UInt8, strippingLine: Bool) -> Int {
    if sign == UInt8(ascii: "-") { return source.skipSpace(before: end, from: start) }
    guard sign == 0, strippingLine, lstripBlocks else { return end }
    return source.lineStart(start, end) ?? end
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
      position = source.skipNewline(at: position)
    }
  }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  var isNewline: Bool { self == .newline || self == .carriageReturn }
}
