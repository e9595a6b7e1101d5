internal import Diagnostics

extension Parser {
  mutating func parsePrimary() throws(Diagnostic) -> Int32 {
    let token = token
    switch token.kind {
    case .name: return try parseName(token)
    case .string: return try parseString()
    case .integer, .float: return try parseNumber(token)
    case .leftParenthesis:
      advance()
      depth += 5
      defer { depth -= 5 }
      try checkDepth()
      let node = try parseTuple(isParenthesized: true)
      try expect(.rightParenthesis)
      widenParenthesized(node, from: token.start)
      return node
    case .leftBracket: return try parseList()
    case .leftBrace: return try parseDict()
    default: throw unexpected(expected: "an expression")
    }
  }

  /// A tuple's place includes its parentheses; that of any other expression does not.
  private mutating func widenParenthesized(_ node: Int32, from start: Int32) {
    guard tree.nodes[Int(node)].kind == .tuple else { return }
    tree.nodes[Int(node)].start = start
    tree.nodes[Int(node)].end = previousEnd
  }

  private mutating func parseName(_ token: Token) throws(Diagnostic) -> Int32 {
    advance()
    switch Keyword(rawValue: token.name) {
    case .true, .capitalTrue: return addConstant(.bool(true), token.start, token.end)
    case .false, .capitalFalse: return addConstant(.bool(false), token.start, token.end)
    case .some(.none), .capitalNone: return addConstant(.none, token.start, token.end)
    case .loop: loopReads += 1
    case .caller: callerReads += 1
    case .varargs: varargsReads += 1
    case .kwargs: keywordsReads += 1
    default: break
    }
    return add(.name, token.start, token.end, a: token.name)
  }

  /// Adjacent strings are one.
  private mutating func parseString() throws(Diagnostic) -> Int32 {
    let start = token.start
    var text = try decodedString()
    advance()
    while kind == .string {
      text += try decodedString()
      advance()
    }
    return addConstant(.string(text), start, previousEnd)
  }

  private func decodedString() throws(Diagnostic) -> String {
    do throws(StringLiteral.Problem) {
      return try StringLiteral.decode(bytes, token)
    } catch {
      let start = token.start + 1 + Int32(error.offset)
      throw problem(error.message, at: span(start, start + Int32(error.length)))
    }
  }

  private mutating func parseNumber(_ token: Token) throws(Diagnostic) -> Int32 {
    let digits = bytes[Int(token.start)..<Int(token.end)].filter { $0 != 0x5F }
    advance()
    if token.kind == .float {
      return addConstant(
        .double(Double(String(decoding: digits, as: UTF8.self)) ?? .infinity), token.start,
        token.end)
    }
    let mark = digits.count > 2 && digits[0] == 0x30 ? digits[1] | 0x20 : 0
    let radix: UInt32 =
      switch mark {
      case UInt8(ascii: "x"): 16
      case UInt8(ascii: "o"): 8
      case UInt8(ascii: "b"): 2
      default: 10
      }
    let body = radix == 10 ? digits[...] : digits[2...]
    guard body.count <= 4300 else {
      throw problem("an integer may have at most 4300 digits", at: span(token))
    }
    if body.count <= 15, radix <= 16 {
      let value = body.reduce(0) { $0 * Int(radix) + Int(digitValue($1) ?? 0) }
      return addConstant(.int(value), token.start, token.end)
    }
    let big = BigInt(digits: body, radix: radix) ?? BigInt(0)
    return addConstant(big.int.map(Constant.int) ?? .big(big), token.start, token.end)
  }

  /// Expressions separated by commas: a tuple if there is a comma or nothing, else the expression.
  mutating func parseTuple(
    isParenthesized: Bool = false, allowsCondition: Bool = true,
    endsAt isEnd: (borrowing Parser) -> Bool = { _ in false }
  ) throws(Diagnostic) -> Int32 {
    let start = token.start
    let mark = pending.count
    if isTupleEnd || isEnd(self) {
      // An empty tuple needs its parentheses: `{% for x in %}` is a mistake.
      if !isParenthesized { throw unexpected(expected: "an expression") }
      let list = addList(from: mark)
      return add(.tuple, start, start, a: list)
    }
    let first = try parseExpression(allowsCondition: allowsCondition)
    guard kind == .comma else { return first }
    pending.append(first)
    while skip(.comma) {
      if isTupleEnd || isEnd(self) { break }
      pending.append(try parseExpression(allowsCondition: allowsCondition))
    }
    let list = addList(from: mark)
    return add(.tuple, start, previousEnd, a: list)
  }

  private var isTupleEnd: Bool {
    kind == .variableEnd || kind == .blockEnd || kind == .rightParenthesis
  }

  private mutating func parseList() throws(Diagnostic) -> Int32 {
    let opening = try expect(.leftBracket)
    let mark = pending.count
    while kind != .rightBracket {
      if pending.count > mark { try expectComma(or: .rightBracket, opening) }
      if kind == .rightBracket { break }
      pending.append(try parseExpression())
    }
    advance()
    let list = addList(from: mark)
    return add(.list, opening.start, previousEnd, a: list)
  }

  private mutating func parseDict() throws(Diagnostic) -> Int32 {
    let opening = try expect(.leftBrace)
    let mark = pending.count
    while kind != .rightBrace {
      if pending.count > mark { try expectComma(or: .rightBrace, opening) }
      if kind == .rightBrace { break }
      pending.append(try parseExpression())
      guard skip(.colon) else {
        var problem = unexpected(expected: "`:`")
        if kind == .assign { problem.help = ["entries of a dict are written `'name': value`"] }
        throw problem
      }
      pending.append(try parseExpression())
    }
    advance()
    let list = addList(from: mark)
    return add(.dict, opening.start, previousEnd, a: list)
  }

  /// How what stands in brackets is written, when another sign joins a name and its value.
  private func shapeOfEntry(_ opening: Token) -> [String] {
    switch (kind, opening.kind) {
    case (.colon, .leftParenthesis): ["arguments are given as `name=value`"]
    default: []
    }
  }

  mutating func expectComma(or end: Token.Kind, _ opening: Token) throws(Diagnostic) {
    guard kind != .comma else {
      advance()
      return
    }
    let note = Diagnostic.Note("opened here", at: span(opening))
    var problem = unexpected(expected: "`,` or \(end.words)", notes: [note])
    if problem.help.isEmpty { problem.help = shapeOfEntry(opening) }
    throw problem
  }
}
