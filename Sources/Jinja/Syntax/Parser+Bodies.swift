internal import Diagnostics

extension Parser {
  /// Statements and text up to a tag that starts with one of `ends` (not consumed), or to the end of
  /// the template, or to a tag that closes a block further out. Reports problems and goes on.
  mutating func parseBody(until ends: EndTags?) -> Int32 {
    isInHeader = false
    let start = pending.count
    while true {
      switch kind {
      case .data:
        pending.append(data(token))
        advance()
      case .variableBegin: parseOutput()
      case .blockBegin:
        let word = tokens[min(index + 1, tokens.count - 1)].name
        if let ends, ends.contains(word) || closesOuterBlock(word) && !isForgiven(word) {
          return addList(from: start)
        }
        if let statement = parseStatement() { pending.append(statement) }
      case .end: return addList(from: start)
      default: advance()
      }
    }
  }

  private mutating func data(_ token: Token) -> Int32 {
    var constant: Int32 = -1
    if hasCarriageReturns {
      let text = bytes[Int(token.start)..<Int(token.end)]
      if text.contains(.carriageReturn) {
        tree.constants.append(.string(Newlines.normalized(text)))
        constant = Int32(tree.constants.count - 1)
      }
    }
    return add(.data, token.start, token.end, a: token.start, b: token.end, c: constant)
  }

  private mutating func parseOutput() {
    let opening = token
    let mark = pending.count
    advance()
    do throws(Diagnostic) {
      let start = token.start
      let expression = try parseTuple()
      let end = previousEnd
      try expect(.variableEnd)
      pending.append(add(.output, start, end, a: expression))
    } catch {
      pending.truncate(to: mark)
      report(error, opening)
      skipToTagEnd()
    }
  }

  /// A problem at the end of the template is told at the tag that was left open.
  private mutating func report(_ problem: Diagnostic, _ opening: Token) {
    // The lexer has said it better already: an unclosed string or bracket.
    if problems.contains(where: { isInside($0, opening) }) { return }
    // And what it says of the rest of the tag may come of the same mistake.
    let end = endOfTag
    problems.removeAll { other in
      guard other.code == "template-syntax-error", let place = other.span?.range else {
        return false
      }
      return place.lowerBound > Int(token.end) && place.lowerBound < end
    }
    if kind == .end, problem.span?.range.lowerBound == Int(token.start) {
      let sign = opening.kind == .blockBegin ? "%}" : "}}"
      problems.append(
        self.problem(
          "the tag is not closed", at: span(opening), help: ["end it with `\(sign)`"],
          code: "tag-not-closed"))
    } else {
      problems.append(problem)
    }
  }

  /// Whether a syntax problem lies in the tag that starts with `opening`, before the current token.
  private func isInside(_ problem: Diagnostic, _ opening: Token) -> Bool {
    guard ["template-syntax-error", "block-not-closed", "tag-not-closed"].contains(problem.code),
      let place = problem.span
    else { return false }
    return place.range.lowerBound >= Int(opening.start)
      && place.range.lowerBound <= Int(token.end)
  }

  /// Where the tag ends that the current token is in.
  private var endOfTag: Int {
    var position = index
    while position < tokens.count - 1 {
      switch tokens[position].kind {
      case .blockEnd, .variableEnd: return Int(tokens[position].end)
      case .data, .blockBegin, .variableBegin: return Int(tokens[position].start)
      default: position += 1
      }
    }
    return Int(tokens[position].end)
  }

  mutating func skipToTagEnd() {
    while kind != .end, kind != .blockEnd, kind != .variableEnd {
      if kind == .blockBegin || kind == .variableBegin || kind == .data { return }
      advance()
    }
    advance()
  }

  private func closesOuterBlock(_ word: Int32) -> Bool {
    openTags.count > 1 && openTags.dropLast().contains { $0.ends.contains(word) }
  }

  /// One `{% … %}` with everything that belongs to it; nil when it has problems or defines nothing.
  private mutating func parseStatement() -> Int32? {
    let opening = token
    advance()
    let word = token
    let mark = pending.count
    let before = (depth: depth, open: openTags.count, condition: conditionDepth)
    isInHeader = true
    do throws(Diagnostic) {
      try checkDepth()
      depth += 5
      defer {
        depth = before.depth
        conditionDepth = before.condition
      }
      guard word.kind == .name else { throw unexpected(expected: "a tag's name") }
      return try parseStatement(word, opening)
    } catch {
      pending.truncate(to: mark)
      openTags.removeLast(openTags.count - before.open)
      report(error, opening)
      recover(from: word)
      return nil
    }
  }

  /// The body of the block that `word` opened, up to and including its end tag.
  mutating func parseBlock(_ word: Token, until end: Keyword) throws(Diagnostic) -> Int32 {
    let body = try parsePart(word, until: EndTags(end.rawValue))
    advance()
    advance()
    try expect(.blockEnd)
    return body
  }

  /// A part of a block, up to one of `ends`, whose `{%` is then the current token.
  ///
  /// - Parameter all: every tag that continues or ends the block; `ends` when nil.
  mutating func parsePart(
    _ word: Token, until ends: EndTags, all: EndTags? = nil
  ) throws(Diagnostic) -> Int32 {
    openTags.append(
      OpenTag(name: word.name, start: word.start, end: word.end, ends: all ?? ends))
    let body = parseBody(until: ends)
    openTags.removeLast()
    guard kind == .blockBegin, ends.contains(tokens[index + 1].name) else {
      forgiveCrossing(ends.last)
      throw notClosed(word, end: names[ends.last])
    }
    return body
  }

  func notClosed(_ word: Token, end: String) -> Diagnostic {
    var notes: [Diagnostic.Note] = []
    if kind == .blockBegin {
      let closing = tokens[index + 1]
      notes = [Diagnostic.Note("`\(text(closing))` closes a block further out", at: span(closing))]
    }
    return problem(
      "`\(text(word))` is not closed", at: span(word), notes: notes,
      help: [
        word.name == Keyword.set.rawValue
          ? "give it a value, `{% set … = … %}`, or end it with `{% \(end) %}`"
          : "end it with `{% \(end) %}`"
      ], code: "block-not-closed")
  }
}

/// Newlines as Jinja2 reads them: all become `\n`.
enum Newlines {
  static func normalized(_ bytes: some Sequence<UInt8>) -> String {
    var result: [UInt8] = []
    var wasReturn = false
    for byte in bytes {
      if byte == .carriageReturn {
        result.append(.newline)
      } else if byte != .newline || !wasReturn {
        result.append(byte)
      }
      wasReturn = byte == .carriageReturn
    }
    return String(decoding: result, as: UTF8.self)
  }
}
