extension Lexer {
  /// Spaces, names, strings and signs that stand for themselves: nearly all that is in a tag.
  ///
  /// One loop with its state in registers: the position, where the next token goes, and where known
  /// names are. What it leaves at `position` is for `readOther`.
  ///
  /// - Parameter ending: what stands before `}` where the tag ends; 0 when only the source's end does.
  /// - Returns: whether the tag was ended.
  @inline(__always)
  mutating func readCommon(before ending: UInt8) -> Bool {
    guard let bytes = source.bytes.baseAddress else { return false }
    // The last bytes are left to the others: two words can always be looked at behind a space.
    let end = source.end &- 17
    var index = position
    var out = tokens.tail
    var known = names.known
    while index <= end, out.hasRoom {
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
      } else if kind == ByteClass.opening {
        let sign = Token.Kind(opening: byte)
        open.append(Opening(kind: sign, at: index))
        out.append(sign, index, index &+ 1)
        index &+= 1
      } else if byte == ending, bytes[index &+ 1] == UInt8(ascii: "}"), open.count == 0 {
        out.append(ending == UInt8(ascii: "%") ? .blockEnd : .variableEnd, index, index &+ 2)
        tokens.keep(out)
        position = index &+ 2
        return true
      } else if kind == ByteClass.closing, let sign = closes(byte) {
        out.append(sign, index, index &+ 1)
        index &+= 1
      } else if kind == ByteClass.space {
        index &+= 1
      } else {
        break
      }
    }
    tokens.keep(out)
    position = index
    return false
  }

  /// The kind of the closing sign `byte` when it closes what was opened last.
  @inline(__always)
  mutating func closes(_ byte: UInt8) -> Token.Kind? {
    let kind = Token.Kind(closing: byte)
    guard open.count > 0, open[open.count - 1].kind.closing == kind else { return nil }
    open.truncate(to: open.count - 1)
    return kind
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
