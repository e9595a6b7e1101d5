internal import Diagnostics

extension Lexer {
  /// Reads the inside of `{{ … }}` or `{% … %}` with its end.
  ///
  /// - Parameter isBlock: nil for an expression that only the end of the source ends.
  mutating func readTag(isBlock: Bool?, tag: Int) {
    open.truncate(to: 0)
    while true {
      readCommon()
      guard position < end else { return }
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
          return
        }
        if open.count == 0, let isBlock, readOtherEnd(isBlock, tag: tag) { return }
        readClosing(byte)
      case ByteClass.other:
        if open.count == 0, let isBlock {
          if isBlock ? readBlockEnd() : readVariableEnd() { return }
          if !isBlock, readOtherEnd(isBlock, tag: tag) { return }
        }
        readSign()
      case ByteClass.digit: readNumber()
      case ByteClass.space: position += 1
      default:
        if let length = source.spaceLength(at: position) { position += length } else { readName() }
      }
    }
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

  @inline(__always)
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

  /// Spaces, names, strings and signs that stand for themselves: nearly all that is in a tag.
  ///
  /// One loop with its position in a register; what it leaves at `position` is for `readTag`.
  @inline(__always)
  private mutating func readCommon() {
    guard let bytes = source.bytes.baseAddress else { return }
    // The last bytes are left to the others: eight can always be looked at behind a space.
    let end = source.end &- 9
    var index = position
    while index <= end {
      if bytes[index] == 0x20 { index &+= 1 }
      let byte = bytes[index]
      let kind = byte.byteClass
      if kind == ByteClass.letter {
        guard let (key, count) = ByteWord(bytes + index).shortName else {
          position = index
          readName()
          index = position
          continue
        }
        let text = UnsafeBufferPointer(start: bytes + index, count: count)
        let number = names.known(key) ?? names.number(of: text, key)
        add(.name, index, index &+ count, name: number)
        index &+= count
      } else if kind == ByteClass.single {
        add(Token.Kind(single: byte), index, index &+ 1)
        index &+= 1
      } else if kind == ByteClass.quote, let close = source.stringEnd(from: index &+ 1, quote: byte)
      {
        add(.string, index, close &+ 1)
        index = close &+ 1
      } else if kind == ByteClass.opening {
        let sign = Token.Kind(opening: byte)
        open.append(Opening(kind: sign, at: index))
        add(sign, index, index &+ 1)
        index &+= 1
      } else if kind == ByteClass.closing, let sign = closes(byte) {
        add(sign, index, index &+ 1)
        index &+= 1
      } else if kind == ByteClass.space {
        index &+= 1
      } else {
        break
      }
    }
    position = index
  }

  /// A name of ASCII letters that is shorter than 16 bytes, as nearly all are; else `readLongName`.
  private mutating func readName() {
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

  /// The kind of the closing sign `byte` when it closes what was opened last.
  @inline(__always)
  private mutating func closes(_ byte: UInt8) -> Token.Kind? {
    let kind = Token.Kind(closing: byte)
    guard open.count > 0, open[open.count - 1].kind.closing == kind else { return nil }
    open.truncate(to: open.count - 1)
    return kind
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
