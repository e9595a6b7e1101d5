internal import Diagnostics

extension Lexer {
  /// Reads what `readPlain` leaves to it inside of a tag, and tells whether it was the tag's end.
  @inline(never)
  mutating func readOther() -> Bool {
    let byte = source[position]
    switch byte.byteClass {
    case ByteClass.letter: readName()
    case ByteClass.single:
      add(Token.Kind(single: byte), position, position + 1)
      position += 1
    case ByteClass.quote: readString(quote: byte)
    case ByteClass.opening: readOpening(byte)
    case ByteClass.closing:
      if brackets.isEmpty, place == .variable, byte == UInt8(ascii: "}"), readVariableEnd() {
        return true
      }
      if brackets.isEmpty, readOtherEnd() { return true }
      readClosing(byte)
    case ByteClass.other:
      if brackets.isEmpty {
        if place.isBlock ? readBlockEnd() : place == .variable && readVariableEnd() {
          return true
        }
        if place == .variable, readOtherEnd() { return true }
      }
      readSign()
    case ByteClass.digit: readNumber()
    case ByteClass.space: position += 1
    default:
      if let length = source.spaceLength(at: position) { position += length } else { readName() }
    }
    return false
  }

  /// Reads what ends the other kind of tag, or half an end, as the end of this one, and tells it.
  @inline(never)
  private mutating func readOtherEnd() -> Bool {
    guard place != .expression else { return false }
    let isBlock = place.isBlock
    let (ending, wanted) = isBlock ? ("}}", "%}") : ("%}", "}}")
    let found =
      source.matches(isBlock ? "}}" : "%}", at: position)
      ? ending : !isBlock && source[position] == UInt8(ascii: "}") ? "}" : nil
    guard let found else { return false }
    let stop = position + found.utf8.count
    report(
      "`\(found)` does not end a tag that begins with `\(isBlock ? "{%" : "{{")`", position, stop,
      notes: [Diagnostic.Note("begun here", at: Span(file, tag..<tag + 2))],
      help: ["end it with `\(wanted)`"])
    add(isBlock ? .blockEnd : .variableEnd, position, stop)
    position = stop
    return true
  }

  private mutating func readBlockEnd() -> Bool {
    guard let close = source.blockEnd(at: position) else { return false }
    add(.blockEnd, position, close.after)
    position = close.after
    skipAfterBlock(sign: close.sign)
    return true
  }

  private mutating func readVariableEnd() -> Bool {
    let brace = UInt8(ascii: "}")
    switch source[position] {
    case brace where source.byte(at: position + 1) == brace:
      add(.variableEnd, position, position + 2)
      position += 2
      return true
    case UInt8(ascii: "-")
    where source.byte(at: position + 1) == brace && source.byte(at: position + 2) == brace:
      add(.variableEnd, position, position + 3)
      position = source.skipSpace(from: position + 3)
      return true
    default: return false
    }
  }

  /// A name of ASCII letters that is shorter than 16 bytes, as nearly all are; else `readLongName`.
  mutating func readName() {
    let start = position
    guard let bytes = source.bytes.baseAddress, start + 16 <= source.end else {
      return readLongName()
    }
    let first = ByteWord(bytes + start)
    var count = first.nameLength
    var key = NameKey(low: first.prefix(count), high: 0)
    var last = (word: first, length: count)
    if count == 8 {
      let second = ByteWord(bytes + start + 8)
      last = (second, second.nameLength)
      key = NameKey(low: first.bits, high: second.prefix(last.length))
      count += last.length
    }
    if last.length == 8 || last.word.isWide(at: last.length) { return readLongName() }
    position = start + count
    let number = names.number(of: UnsafeBufferPointer(start: bytes + start, count: count), key)
    add(.name, start, position, name: number)
  }

  @inline(never)
  private mutating func readLongName() {
    let source = source
    let start = position
    var stop = start
    var isWide = false
    while stop < source.end {
      let byte = source[stop]
      guard byte.isWordByte else { break }
      if byte >= 0x80 { isWide = true }
      stop += 1
    }
    position = stop
    if isWide, !checkIdentifier(start) { return }
    let number = names.number(of: UnsafeBufferPointer(rebasing: source.bytes[start..<stop]))
    add(.name, start, stop, name: number)
  }

  /// Whether the characters of the name just read may be in one; reports the first that may not.
  @inline(never)
  private mutating func checkIdentifier(_ start: Int) -> Bool {
    var index = start
    while index < position {
      guard let (scalar, length) = source.scalar(at: index) else { return true }
      let isStart = scalar == "_" || scalar.properties.isXIDStart
      guard index == start ? isStart : scalar.properties.isXIDContinue else {
        let foreign = ForeignSyntax.sign(startsWith: String(scalar)[...])
        report(
          "the character `\(scalar)` has no meaning here", index, index + length,
          help: foreign.map { [$0.help] } ?? [])
        return false
      }
      index += length
    }
    return true
  }

  @inline(never)
  private mutating func readString(quote: UInt8) {
    guard let index = source.stringEnd(from: position + 1, quote: quote) else {
      report(
        "the string is not closed", position, source.lineEnd(from: position),
        notes: swallowingString().map { [$0] } ?? [],
        help: ["end it with `\(Unicode.Scalar(quote))`"])
      brackets.forget()
      // What follows the quote is skipped up to the end of its line, so that later tags still count.
      position = source.tagEnd(from: position)
      return
    }
    add(.string, position, index + 1)
    position = index + 1
  }

  /// An earlier string of this tag that another tag's end is in, and so may be the unclosed one.
  private func swallowingString() -> Diagnostic.Note? {
    var index = tokens.count - 1
    while index >= 0, tokens[index].kind != .variableBegin, tokens[index].kind != .blockBegin {
      let (token, start) = (tokens[index], Int(tokens[index].start))
      index -= 1
      let end = source.lineEnd(from: start)
      guard token.kind == .string, source.tagEnd(from: start) < Int(token.end) else { continue }
      return Diagnostic.Note(
        "this string goes on behind the end of a tag; is its own end missing?",
        at: Span(file, start..<end))
    }
    return nil
  }

  @inline(never)
  private mutating func readNumber() {
    let start = position
    let isAfterDot = start > 0 && source[start - 1] == UInt8(ascii: ".")
    if !isAfterDot, let stop = source.floatEnd(from: start) {
      add(.float, start, stop)
      position = stop
    } else {
      position = source.integerEnd(from: start)
      add(.integer, start, position)
    }
  }

  private mutating func readSign() {
    let start = position
    guard let (kind, length) = source.sign(at: start) else {
      reportUnknown()
      return
    }
    position += length
    add(kind, start, position)
  }

  @inline(never)
  private mutating func reportUnknown() {
    let start = position
    let next = String(
      decoding: source.bytes[start..<min(start + 12, source.end)], as: UTF8.self)
    let foreign = ForeignSyntax.sign(startsWith: next[...])
    let length = foreign?.sign.utf8.count ?? source.scalar(at: start)?.1 ?? 1
    let text = String(decoding: source.bytes[start..<start + length], as: UTF8.self)
    report(
      "the character\(text.count > 1 ? "s" : "") `\(text)` \(text.count > 1 ? "have" : "has") no meaning here",
      start, start + length, help: foreign.map { [$0.help] } ?? [])
    position += length
  }

  // MARK: brackets

  private mutating func readOpening(_ byte: UInt8) {
    brackets.open(byte)
    add(Token.Kind(opening: byte), position, position + 1)
    position += 1
  }

  private mutating func readClosing(_ byte: UInt8) {
    let start = position
    position += 1
    guard brackets.close(byte) else {
      reportUnbalanced(byte, start)
      return
    }
    add(Token.Kind(closing: byte), start, position)
  }

  /// The bracket of the current tag that was opened last and is still open.
  private var innermost: Token? {
    var closed = 0
    for index in stride(from: tokens.count - 1, through: 0, by: -1) {
      switch tokens[index].kind {
      case .rightParenthesis, .rightBracket, .rightBrace: closed += 1
      case .leftParenthesis, .leftBracket, .leftBrace:
        if closed == 0 { return tokens[index] }
        closed -= 1
      case .variableBegin, .blockBegin: return nil
      default: break
      }
    }
    return nil
  }

  /// The whole end of a tag that `byte` at `start` belongs to, and where it begins.
  private func widened(_ byte: UInt8, _ start: Int) -> (Int, String) {
    guard byte == UInt8(ascii: "}") else { return (start, String(Unicode.Scalar(byte))) }
    if source.byte(at: start + 1) == byte { return (start, "}}") }
    return source[start - 1] == UInt8(ascii: "%") ? (start - 1, "%}") : (start, "}")
  }

  @inline(never)
  private mutating func reportUnbalanced(_ byte: UInt8, _ start: Int) {
    let (start, sign) = widened(byte, start)
    let stop = start + sign.utf8.count
    guard !brackets.isEmpty, let last = innermost else {
      report("`\(sign)` closes nothing", start, stop)
      return
    }
    let at = Int(last.start)
    let notes = [Diagnostic.Note("opened here", at: Span(file, at..<at + 1))]
    report(
      "`\(sign)` does not close `\(Unicode.Scalar(source[at]))`", start, stop,
      notes: notes, help: ["expected \(last.kind.closing.words)"])
    // The rest of the tag would only repeat the complaint.
    brackets.forget()
    position = source.tagEnd(from: start)
  }
}
