extension Lexer {
  /// Text, and tags of spaces, names, strings and signs: nearly all that templates are made of.
  ///
  /// One loop with its state in registers: the position, where the next token goes, where known names
  /// are, and which brackets are open. What it leaves at `position` is for the functions that know all.
  @inline(__always)
  mutating func readPlain() {
    guard let bytes = source.bytes.baseAddress else { return }
    // The last bytes are left to the others: two words can always be looked at behind a space.
    let last = source.end &- 18
    var (index, place, open) = (position, self.place, brackets.word)
    var (out, known) = (tokens.tail, names.known)
    reading: while index <= last, out.hasRoom {
      if place == .text {
        guard let begun = beginPlainTag(bytes, &index, last, &out) else { break }
        place = begun
        continue
      }
      if bytes[index] == 0x20 { index &+= 1 }
      let byte = bytes[index]
      let kind = byte.byteClass
      if kind == ByteClass.letter {
        if let (key, count) = NameKey.beforeSign(bytes + index), let number = known[key] {
          out.append(.name, index, index &+ count, name: number)
          index &+= count
          continue
        }
        tokens.keep(out)
        position = index
        readName()
        index = position
        (out, known) = (tokens.tail, names.known)
      } else if kind == ByteClass.single {
        out.append(Token.Kind(single: byte), index, index &+ 1)
        index &+= 1
      } else if kind == ByteClass.quote, let close = source.stringEnd(from: index &+ 1, quote: byte)
      {
        out.append(.string, index, close &+ 1)
        index = close &+ 1
      } else if kind == ByteClass.opening, !Brackets.isFull(open) {
        open = Brackets.opening(byte, in: open)
        out.append(Token.Kind(opening: byte), index, index &+ 1)
        index &+= 1
      } else if open == 1, let length = place.endLength(bytes + index) {
        out.append(place == .block ? .blockEnd : .variableEnd, index, index &+ length)
        index = behindPlainTag(place, index &+ length, isStripping: length == 3)
        place = .text
      } else if kind == ByteClass.closing, Brackets.closes(byte, in: open),
        !Brackets.isLastInWord(open)
      {
        open &>>= 2
        out.append(Token.Kind(closing: byte), index, index &+ 1)
        index &+= 1
      } else if kind == ByteClass.space {
        index &+= 1
      } else if byte == UInt8(ascii: "="), bytes[index &+ 1] != byte {
        out.append(.assign, index, index &+ 1)
        index &+= 1
      } else {
        break reading
      }
    }
    tokens.keep(out)
    (position, self.place, brackets.word) = (index, place, open)
  }

  /// Adds the text at `index` and the beginning of the tag behind it.
  ///
  /// - Returns: where `index` is then; nil for comments, what may be a raw block, and the end.
  @inline(__always)
  private mutating func beginPlainTag(
    _ bytes: UnsafePointer<UInt8>, _ index: inout Int, _ last: Int, _ out: inout Buffer<Token>.Tail
  ) -> Place? {
    guard let tag = source.nextTag(from: index), tag <= last else { return nil }
    let kind = bytes[tag &+ 1]
    let sign = bytes[tag &+ 2]
    let hasSign = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
    let content = tag &+ (hasSign ? 3 : 2)
    let isBlock = kind == UInt8(ascii: "%")
    if isBlock {
      let first = bytes[content &+ (bytes[content] == 0x20 ? 1 : 0)]
      if first.byteClass != ByteClass.letter || rawLetters.contains(first) { return nil }
    } else if kind == UInt8(ascii: "#") {
      return nil
    }
    let stop = textEnd(index, tag, before: hasSign ? sign : 0, strippingLine: isBlock)
    if stop > index { out.append(.data, index, stop) }
    out.append(isBlock ? .blockBegin : .variableBegin, tag, content)
    self.tag = tag
    index = content
    return isBlock ? .block : .variable
  }

  /// Where the text behind a tag begins.
  @inline(__always)
  private func behindPlainTag(_ place: Place, _ index: Int, isStripping: Bool) -> Int {
    if isStripping { return source.skipSpace(from: index) }
    return place == .block && trimBlocks ? source.skipNewline(at: index) : index
  }
}

extension Lexer.Place {
  /// The length of the tag's end at `bytes`, if that is it and has no `+`; nil elsewhere.
  @inline(__always)
  fileprivate func endLength(_ bytes: UnsafePointer<UInt8>) -> Int? {
    if bytes[0] == rawValue { return bytes[1] == UInt8(ascii: "}") ? 2 : nil }
    guard bytes[0] == UInt8(ascii: "-"), bytes[1] == rawValue else { return nil }
    return bytes[2] == UInt8(ascii: "}") ? 3 : nil
  }
}

extension Buffer<Token>.Tail {
  /// Positions fit: `Environment.compile` refuses longer sources.
  @inline(__always)
  fileprivate mutating func append(
    _ kind: Token.Kind, _ start: Int, _ end: Int, name: Int32 = -1
  ) {
    append(
      Token(
        kind: kind, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end),
        name: name))
  }
}
