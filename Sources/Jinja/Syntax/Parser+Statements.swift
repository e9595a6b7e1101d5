internal import Diagnostics

extension Parser {
  /// The statement whose name, `word`, is the current token.
  mutating func parseStatement(_ word: Token, _ opening: Token) throws(Diagnostic) -> Int32? {
    if let tag = definitionTags[word.name] { return try parseDefinition(word, opening, tag) }
    guard let keyword = Keyword(rawValue: word.name) else {
      if text(word) == "print" { return try parsePrint(word) }
      return try parseUnknownTag(word)
    }
    advance()
    switch keyword {
    case .if: return try parseIf(word)
    case .for: return try parseFor(word)
    case .set: return try parseSet(word)
    case .with: return try parseWith(word)
    case .do: return try parseDo(word)
    case .break, .continue: return try parseLoopControl(word, keyword)
    case .filter: return try parseFilterBlock(word)
    case .autoescape: return try parseAutoescape(word)
    case .macro: return try parseMacro(word, opening)
    case .call: return try parseCallBlock(word)
    case .block: return try parseNamedBlock(word)
    case .extends, .include, .import, .from: return try parseTemplateReference(word, keyword)
    default: return try parseUnknownTag(word)
    }
  }

  /// The end of a tag that does not exist is skipped; else Throws: what is wrong with the tag.
  private mutating func parseUnknownTag(_ word: Token) throws(Diagnostic) -> Int32? {
    if isForgiven(word.name) {
      useForgiveness(of: word.name)
      skipToTagEnd()
      return nil
    }
    forgive(endsForgiven(after: word))
    throw unknownTag(word)
  }

  // MARK: conditions and loops

  private mutating func parseIf(_ word: Token) throws(Diagnostic) -> Int32 {
    let all = EndTags(.elif, .else, .endif)
    conditionDepth += 1
    let test = try parseTuple(allowsCondition: false)
    try expectBlockEnd()
    let body = try parsePart(word, until: all)
    let start = pending.count
    var otherwise: Int32 = -1
    while true {
      advance()
      let part = token
      advance()
      if part.name == Keyword.endif.rawValue { break }
      isInHeader = true
      if part.name == Keyword.else.rawValue, !skipsElseIf(part) {
        try expect(.blockEnd)
        otherwise = try parsePart(word, until: EndTags(Keyword.endif.rawValue), all: all)
      } else {
        let test = try parseTuple(allowsCondition: false)
        try expectBlockEnd()
        let body = try parsePart(word, until: all)
        pending.append(add(.if, part.start, part.end, a: test, b: body))
      }
    }
    try expect(.blockEnd)
    let alternatives = addList(from: start)
    let parts = addList(alternatives, otherwise)
    return add(.if, word.start, word.end, a: test, b: body, c: parts)
  }

  /// Whether `else` is followed by `if`, which is told; it is then read as `elif`.
  private mutating func skipsElseIf(_ word: Token) -> Bool {
    guard isKeyword(.if) else { return false }
    problems.append(
      problem("`else if` is one word", at: span(word.start, token.end), help: ["write `elif`"]))
    advance()
    return true
  }

  private mutating func parseFor(_ word: Token) throws(Diagnostic) -> Int32 {
    let target = try parseTarget()
    checkLoopTarget(target)
    guard skip(.in) else { throw unexpected(expected: "`in`") }
    isInIterable = true
    defer { isInIterable = false }
    let iterable = try parseTuple(allowsCondition: false) { $0.isKeyword(.recursive) }
    isInIterable = false
    conditionDepth = 0
    var filter: Int32 = -1
    if skip(.if) { filter = try parseExpression() }
    let isRecursive = skip(.recursive)
    try expect(.blockEnd)
    let ends = EndTags(.else, .endfor)
    let reads = loopReads
    let outerDepth = loopDepth
    loopDepth += 1
    defer { loopDepth = outerDepth }
    let body = try parsePart(word, until: ends)
    // Python's `else` of a loop is outside of it.
    loopDepth = outerDepth
    let usesLoop = loopReads > reads || isRecursive
    var otherwise: Int32 = -1
    advance()
    if skip(.else) {
      isInHeader = true
      try expect(.blockEnd)
      otherwise = try parsePart(word, until: EndTags(Keyword.endfor.rawValue), all: ends)
      advance()
    }
    advance()
    try expect(.blockEnd)
    tree.loops.append(
      LoopSyntax(
        target: target, iterable: iterable, filter: filter, body: body, otherwise: otherwise,
        isRecursive: isRecursive, usesLoop: usesLoop))
    return add(.for, word.start, word.end, a: Int32(tree.loops.count - 1))
  }

  /// Within a loop, also in macros and blocks in it, nothing may be assigned to `loop`.
  private mutating func checkLoopTarget(_ target: Int32) {
    let node = tree.nodes[Int(target)]
    if node.kind == .tuple {
      for member in tree.list(node.a) { checkLoopTarget(member) }
    } else if node.kind == .name, node.a == Keyword.loop.rawValue {
      problems.append(
        problem(
          "the special variable `loop` of a loop cannot be assigned to",
          at: span(node.start, node.end), code: "template-assertion-error"))
    }
  }

  private mutating func parseLoopControl(
    _ word: Token, _ keyword: Keyword
  ) throws(Diagnostic) -> Int32 {
    if loopDepth == 0 {
      problems.append(
        problem(
          "`\(text(word))` outside of a loop", at: span(word), code: "misplaced-loop-control"))
    }
    try expect(.blockEnd)
    return add(keyword == .break ? .break : .continue, word.start, word.end)
  }

  // MARK: assignments

  /// What is assigned to: a name, names in a tuple, or (where allowed) attributes of a namespace.
  mutating func parseTarget(allowsNamespace: Bool = false) throws(Diagnostic) -> Int32 {
    let start = token.start
    let first = try parseSingleTarget(allowsNamespace)
    guard kind == .comma else { return first }
    let mark = pending.count
    pending.append(first)
    while skip(.comma) {
      if kind == .blockEnd || kind == .rightParenthesis { break }
      pending.append(try parseSingleTarget(allowsNamespace))
    }
    let list = addList(from: mark)
    return add(.tuple, start, previousEnd, a: list)
  }

  private mutating func parseSingleTarget(_ allowsNamespace: Bool) throws(Diagnostic) -> Int32 {
    if kind == .leftParenthesis {
      depth += 5
      defer { depth -= 5 }
      try checkDepth()
      advance()
      let node = try parseTarget(allowsNamespace: allowsNamespace)
      try expect(.rightParenthesis)
      return node
    }
    if kind == .name, nextKind == .dot, allowsNamespace {
      let object = token
      advance()
      advance()
      let member = try expect(.name, "a name after `.`")
      let namespace = add(.name, object.start, object.end, a: object.name)
      return add(.namespaceTarget, object.start, member.end, a: namespace, b: member.name)
    }
    return try parseTargetName()
  }

  mutating func parseTargetName() throws(Diagnostic) -> Int32 {
    let name = try expect(.name, "a name to assign to")
    switch Keyword(rawValue: name.name) {
    case .true, .capitalTrue, .false, .capitalFalse, .some(.none), .capitalNone:
      throw problem("`\(text(name))` cannot be assigned to", at: span(name))
    default: return add(.name, name.start, name.end, a: name.name)
    }
  }

  private mutating func parseSet(_ word: Token) throws(Diagnostic) -> Int32 {
    let target = try parseTarget(allowsNamespace: true)
    if openTags.contains(where: { $0.name == Keyword.for.rawValue }) { checkLoopTarget(target) }
    if skip(.assign) {
      let value = try parseTuple()
      try expectBlockEnd()
      return add(.set, word.start, end(of: value), a: target, b: value)
    }
    conditionDepth = 0
    var filter: Int32 = -1
    while skip(.pipe) { filter = try parseFilter(filter) }
    guard kind == .blockEnd else { throw unexpected(expected: "`=` or `%}`") }
    advance()
    let body = try parseBlock(word, until: .endset)
    let parts = addList(filter, -1)
    return add(.setBlock, word.start, word.end, a: target, b: body, c: parts)
  }

  private mutating func expectBlockEnd() throws(Diagnostic) {
    guard kind == .assign else {
      try expect(.blockEnd)
      return
    }
    throw problem(
      "an assignment is not an expression", at: span(token),
      help: [isIn(.do) ? "assign with `{% set … = … %}`" : "compare with `==`"])
  }

  /// Whether the current tag is that statement.
  func isIn(_ statement: Keyword) -> Bool {
    var first = index
    while first > 0, tokens[first].kind != .blockBegin, tokens[first].kind != .variableBegin {
      first -= 1
    }
    return tokens[min(first + 1, tokens.count - 1)].name == statement.rawValue
  }

  private mutating func parseWith(_ word: Token) throws(Diagnostic) -> Int32 {
    let mark = pending.count
    while kind != .blockEnd {
      if pending.count > mark { try expect(.comma) }
      pending.append(try parseTarget())
      try expect(.assign)
      pending.append(try parseExpression())
    }
    advance()
    let list = addList(from: mark)
    conditionDepth = 0
    let body = try parseBlock(word, until: .endwith)
    return add(.with, word.start, word.end, a: list, b: body)
  }

  // MARK: output and evaluation

  private mutating func parseDo(_ word: Token) throws(Diagnostic) -> Int32 {
    let expression = try parseTuple()
    try expectBlockEnd()
    return add(.do, word.start, previousEnd, a: expression)
  }

  private mutating func parsePrint(_ word: Token) throws(Diagnostic) -> Int32 {
    advance()
    let mark = pending.count
    while kind != .blockEnd {
      if pending.count > mark { try expect(.comma) }
      let expression = try parseExpression()
      pending.append(
        add(.output, start(of: expression), end(of: expression), a: expression))
    }
    advance()
    let list = addList(from: mark)
    return add(.group, word.start, word.end, a: list)
  }

  private mutating func parseFilterBlock(_ word: Token) throws(Diagnostic) -> Int32 {
    conditionDepth = 0
    var filter = try parseFilter(-1)
    while kind == .pipe || isKeyword(.is) { filter = try parseFiltersAndTests(filter) }
    try expect(.blockEnd)
    let body = try parseBlock(word, until: .endfilter)
    return add(.filterBlock, word.start, word.end, a: filter, b: body)
  }

  private mutating func parseAutoescape(_ word: Token) throws(Diagnostic) -> Int32 {
    conditionDepth = 0
    let value = try parseExpression()
    try expect(.blockEnd)
    let body = try parseBlock(word, until: .endautoescape)
    return add(.autoescape, word.start, word.end, a: value, b: body)
  }
}
