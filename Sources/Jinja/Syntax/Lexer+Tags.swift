internal import Diagnostics

extension Lexer {
  /// Reads the inside of `{{ … }}` or `{% … %}` with its end.
  ///
  /// - Parameter isBlock: nil for an expression that only the end of the source ends.
  @inline(__always)
  mutating func readTag(isBlock: Bool?, tag: Int) {
    let ending: UInt8 = isBlock.map { UInt8(ascii: $0 ? "%" : "}") } ?? 0
    while !readCommon(before: ending) {
      if position >= end || readOther(isBlock, tag: tag) {
        open.truncate(to: 0)
        return
      }
    }
    if isBlock == true { skipAfterBlock(sign: 0) }
  }

  /// Reads what `readCommon` leaves to it, and tells whether it was the end of the tag.
  @inline(never)
  private mutating func readOther(_ isBlock: Bool?, tag: Int) -> Bool {
    let byte = source[position]
    switch byte.byteClass {
    case ByteClass.letter: readName()
    case ByteClass.single:
      add(Token.Kind(single: byte), position, position + 1)
      position += 1
    case ByteClass.quote: readString(quote: byte)
    case ByteClass.opening: readOpening(byte)
    case ByteClass.closing:
      if open.count == 0, isBlock == false, byte == UInt8(ascii: "}"), readVariableEnd() {
        return true
      }
      if open.count == 0, let isBlock, readOtherEnd(isBlock, tag: tag) { return true }
      readClosing(byte)
    case ByteClass.other:
      if open.count == 0, let isBlock {
        if isBlock ? readBlockEnd() : readVariableEnd() { return true }
        if !isBlock, readOtherEnd(isBlock, tag: tag) { return true }
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
  private mutating func readOtherEnd(_ isBlock: Bool, tag: Int) -> Bool {
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
        report("the character `\(scalar)` has no meaning here", index, index + length)
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
      open.truncate(to: 0)
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
    let kind = Token.Kind(opening: byte)
    open.append(Opening(kind: kind, at: position))
    add(kind, position, position + 1)
    position += 1
  }

  private mutating func readClosing(_ byte: UInt8) {
    let start = position
    position += 1
    guard let kind = closes(byte) else {
      reportUnbalanced(byte, start)
      return
    }
    add(kind, start, position)
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
    guard open.count > 0 else {
      report("`\(sign)` closes nothing", start, stop)
      return
    }
    let last = open[open.count - 1]
    let notes = [Diagnostic.Note("opened here", at: Span(file, last.at..<last.at + 1))]
    report(
      "`\(sign)` does not close `\(Unicode.Scalar(source[last.at]))`", start, stop,
      notes: notes, help: ["expected \(last.kind.closing.words)"])
    // The rest of the tag would only repeat the complaint.
    open.truncate(to: 0)
    position = source.tagEnd(from: start)
  }
}
