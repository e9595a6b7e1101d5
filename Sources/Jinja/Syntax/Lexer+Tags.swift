internal import Diagnostics

extension Lexer {
  /// Reads the inside of `{{ … }}` or `{% … %}` with its end.
  ///
  /// - Parameter isBlock: nil for an expression that only the end of the source ends.
  mutating func readTag(isBlock: Bool?, tag: Int) {
    open.removeAll(keepingCapacity: true)
    while position < end {
      let byte = bytes[position]
      if byte == 0x20 || byte == .newline {
        position += 1
      } else if byte.isWordByte, !byte.isASCIIDigit, byte < 0x80 {
        readName()
      } else if let length = spaceLength(at: position) {
        position += length
      } else if open.isEmpty, let isBlock, isBlock ? readBlockEnd() : readVariableEnd() {
        return
      } else if byte.isASCIIDigit {
        readNumber()
      } else if byte.isWordByte {
        readName()
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        readString(quote: byte)
      } else {
        readSign()
      }
    }
  }

  private mutating func readBlockEnd() -> Bool {
    guard let close = blockEnd(at: position) else { return false }
    add(.blockEnd, position, close.after)
    position = close.after
    skipAfterBlock(sign: close.sign)
    return true
  }

  private mutating func readVariableEnd() -> Bool {
    if matches("}}", at: position) {
      add(.variableEnd, position, position + 2)
      position += 2
      return true
    }
    guard matches("-}}", at: position) else { return false }
    add(.variableEnd, position, position + 3)
    position = skipSpace(from: position + 3)
    return true
  }

  private mutating func readName() {
    let start = position
    var stop = position
    var all: UInt8 = 0
    var hash = Names.startOfHash
    while stop < end, bytes[stop].isWordByte {
      all |= bytes[stop]
      hash = Names.hash(hash, bytes[stop])
      stop += 1
    }
    position = stop
    if all >= 0x80, !checkIdentifier(start) { return }
    let number = names.number(
      of: UnsafeBufferPointer(rebasing: bytes[start..<position]), hash: hash)
    add(.name, start, position, name: number)
  }

  /// Whether the characters of the name just read may be in one; reports the first that may not.
  private mutating func checkIdentifier(_ start: Int) -> Bool {
    var index = start
    while index < position {
      guard let (scalar, length) = scalar(at: index) else { return true }
      let isStart = scalar == "_" || scalar.properties.isXIDStart
      guard index == start ? isStart : scalar.properties.isXIDContinue else {
        report("the character `\(scalar)` has no meaning here", index, index + length)
        return false
      }
      index += length
    }
    return true
  }

  private mutating func readString(quote: UInt8) {
    var index = position + 1
    while index < end, bytes[index] != quote {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard index < end else {
      report(
        "the string is not closed", position, lineEnd(from: position),
        help: ["end it with `\(Unicode.Scalar(quote))`"])
      // What follows the quote is skipped up to the end of its line, so that later tags still count.
      position = tagEnd(from: position)
      return
    }
    add(.string, position, index + 1)
    position = index + 1
  }

  private func lineEnd(from start: Int) -> Int {
    var index = start
    while index < end, !bytes[index].isNewline, !matches("}}", at: index), !matches("%}", at: index)
    { index += 1 }
    while index > start + 1, bytes[index - 1] == 0x20 { index -= 1 }
    return index
  }

  private func tagEnd(from start: Int) -> Int {
    var index = start
    while index < end, !matches("}}", at: index), !matches("%}", at: index) { index += 1 }
    return index
  }

  private mutating func readNumber() {
    let start = position
    let isAfterDot = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
    if !isAfterDot, let stop = floatEnd(from: start) {
      add(.float, start, stop)
      position = stop
    } else {
      position = integerEnd(from: start)
      add(.integer, start, position)
    }
  }

  /// The end of digits with single underscores between them; nil when there is no digit.
  private func digitsEnd(from start: Int, _ isDigit: (UInt8) -> Bool = \.isASCIIDigit) -> Int? {
    guard isDigit(byte(at: start)) else { return nil }
    var index = start + 1
    while isDigit(byte(at: index)) || (byte(at: index) == 0x5F && isDigit(byte(at: index + 1))) {
      index += 1
    }
    return index
  }

  private func floatEnd(from start: Int) -> Int? {
    guard let whole = digitsEnd(from: start) else { return nil }
    var stop = whole
    if byte(at: stop) == UInt8(ascii: "."), let fraction = digitsEnd(from: stop + 1) {
      stop = fraction
    }
    if byte(at: stop) | 0x20 == UInt8(ascii: "e") {
      let sign = byte(at: stop + 1)
      let hasSign = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
      if let exponent = digitsEnd(from: stop + (hasSign ? 2 : 1)) { return exponent }
    }
    return stop > whole ? stop : nil
  }

  private func integerEnd(from start: Int) -> Int {
    guard bytes[start] == UInt8(ascii: "0") else { return digitsEnd(from: start) ?? start + 1 }
    let isDigit: ((UInt8) -> Bool)? =
      switch byte(at: start + 1) | 0x20 {
      case UInt8(ascii: "x"): { digitValue($0).map { $0 < 16 } ?? false }
      case UInt8(ascii: "o"): { $0 >= 0x30 && $0 < 0x38 }
      case UInt8(ascii: "b"): { $0 == 0x30 || $0 == 0x31 }
      default: nil
      }
    if let isDigit {
      let first = byte(at: start + 2) == 0x5F ? start + 3 : start + 2
      if let stop = digitsEnd(from: first, isDigit) { return stop }
    }
    return digitsEnd(from: start) { $0 == UInt8(ascii: "0") } ?? start + 1
  }

  private mutating func readSign() {
    let start = position
    guard let (kind, length) = sign(at: start) else {
      let length = scalar(at: start)?.1 ?? 1
      let text = String(decoding: bytes[start..<start + length], as: UTF8.self)
      report("the character `\(text)` has no meaning here", start, start + length)
      position += length
      return
    }
    position += length
    guard isBalanced(kind, start) else { return }
    add(kind, start, position)
  }

  /// Keeps track of open brackets; reports a closing one that does not fit.
  private mutating func isBalanced(_ kind: Token.Kind, _ start: Int) -> Bool {
    switch kind {
    case .leftParenthesis: open.append((UInt8(ascii: ")"), start))
    case .leftBracket: open.append((UInt8(ascii: "]"), start))
    case .leftBrace: open.append((UInt8(ascii: "}"), start))
    case .rightParenthesis, .rightBracket, .rightBrace:
      let sign = Unicode.Scalar(bytes[start])
      guard let last = open.last else {
        report("`\(sign)` closes nothing", start, start + 1)
        return false
      }
      guard last.sign == bytes[start] else {
        let notes = [Diagnostic.Note("opened here", at: Span(file, last.at..<last.at + 1))]
        report(
          "`\(sign)` does not close `\(Unicode.Scalar(bytes[last.at]))`", start, start + 1,
          notes: notes, help: ["expected `\(Unicode.Scalar(last.sign))`"])
        // The rest of the tag would only repeat the complaint.
        open.removeAll(keepingCapacity: true)
        position = tagEnd(from: start)
        return false
      }
      open.removeLast()
    default: break
    }
    return true
  }

  private func sign(at index: Int) -> (Token.Kind, Int)? {
    let next = byte(at: index + 1)
    switch bytes[index] {
    case UInt8(ascii: "+"): return (.add, 1)
    case UInt8(ascii: "-"): return (.subtract, 1)
    case UInt8(ascii: "*"): return next == UInt8(ascii: "*") ? (.power, 2) : (.multiply, 1)
    case UInt8(ascii: "/"): return next == UInt8(ascii: "/") ? (.floorDivide, 2) : (.divide, 1)
    case UInt8(ascii: "%"): return (.modulo, 1)
    case UInt8(ascii: "~"): return (.tilde, 1)
    case UInt8(ascii: "("): return (.leftParenthesis, 1)
    case UInt8(ascii: ")"): return (.rightParenthesis, 1)
    case UInt8(ascii: "["): return (.leftBracket, 1)
    case UInt8(ascii: "]"): return (.rightBracket, 1)
    case UInt8(ascii: "{"): return (.leftBrace, 1)
    case UInt8(ascii: "}"): return (.rightBrace, 1)
    case UInt8(ascii: "="): return next == UInt8(ascii: "=") ? (.equal, 2) : (.assign, 1)
    case UInt8(ascii: "!"): return next == UInt8(ascii: "=") ? (.notEqual, 2) : nil
    case UInt8(ascii: "<"): return next == UInt8(ascii: "=") ? (.lessOrEqual, 2) : (.less, 1)
    case UInt8(ascii: ">"): return next == UInt8(ascii: "=") ? (.greaterOrEqual, 2) : (.greater, 1)
    case UInt8(ascii: "."): return (.dot, 1)
    case UInt8(ascii: ":"): return (.colon, 1)
    case UInt8(ascii: "|"): return (.pipe, 1)
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: ";"): return (.semicolon, 1)
    default: return nil
    }
  }
}
