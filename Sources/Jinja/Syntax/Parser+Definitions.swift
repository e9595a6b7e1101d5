internal import Diagnostics

extension Parser {
  // MARK: macros

  mutating func parseMacro(_ word: Token, _ opening: Token) throws(Diagnostic) -> Int32 {
    let name = token
    let target = try parseTargetName()
    let macro = try parseMacroRest(name, word, opening, end: .endmacro)
    return add(.macro, word.start, previousEnd, a: macro, b: target)
  }

  /// Signature, body and end tag; the result is an index into `Tree.macros`.
  private mutating func parseMacroRest(
    _ name: Token, _ word: Token, _ opening: Token, end: Keyword
  ) throws(Diagnostic) -> Int32 {
    var macro = MacroSyntax(
      name: name.name, nameStart: name.start, nameEnd: name.end, start: opening.start)
    macro.parameters = try parseSignature()
    try expect(.blockEnd)
    try parseMacroBody(&macro, word, endName: end.rawValue)
    tree.macros.append(macro)
    return Int32(tree.macros.count - 1)
  }

  private mutating func parseMacroBody(
    _ macro: inout MacroSyntax, _ word: Token, endName: Int32
  ) throws(Diagnostic) {
    let reads = (callerReads, varargsReads, keywordsReads)
    let outer = (loopDepth, conditionDepth)
    (loopDepth, conditionDepth) = (0, 0)
    defer { (loopDepth, conditionDepth) = outer }
    macro.body = try parsePart(word, until: EndTags(endName))
    advance()
    advance()
    try expect(.blockEnd)
    macro.end = previousEnd
    macro.readsCaller = callerReads > reads.0
    macro.readsVarargs = varargsReads > reads.1
    macro.readsKeywords = keywordsReads > reads.2
    if let position = macro.parameters.firstIndex(where: { $0.name == Keyword.caller.rawValue }) {
      macro.explicitCaller = Int32(position)
      let parameter = macro.parameters[position]
      if macro.readsCaller, parameter.fallback < 0 {
        throw problem(
          "the parameter `caller` needs a default", at: span(parameter.start, parameter.end),
          code: "template-assertion-error")
      }
    }
  }

  private mutating func parseSignature() throws(Diagnostic) -> [MacroSyntax.Parameter] {
    let opening = try expect(.leftParenthesis)
    var parameters: [MacroSyntax.Parameter] = []
    while kind != .rightParenthesis {
      if !parameters.isEmpty { try expectComma(or: .rightParenthesis, opening) }
      if kind == .rightParenthesis { break }
      parameters.append(try parseParameter(after: parameters))
    }
    advance()
    return parameters
  }

  private mutating func parseParameter(
    after others: [MacroSyntax.Parameter]
  ) throws(Diagnostic) -> MacroSyntax.Parameter {
    let name = try expect(.name, "the name of a parameter")
    if let first = others.first(where: { $0.name == name.name }) {
      throw problem(
        "the parameter `\(text(name))` is given twice", at: span(name),
        notes: [Diagnostic.Note("first here", at: span(first.start, first.end))],
        code: "repeated-argument")
    }
    var fallback: Int32 = -1
    if skip(.assign) {
      fallback = try parseExpression()
    } else if let last = others.last, last.fallback >= 0 {
      throw problem(
        "the parameter `\(text(name))` without a default follows one with a default",
        at: span(name))
    }
    return MacroSyntax.Parameter(
      name: name.name, start: name.start, end: name.end, fallback: fallback)
  }

  mutating func parseCallBlock(_ word: Token) throws(Diagnostic) -> Int32 {
    var macro = MacroSyntax(
      name: Keyword.caller.rawValue, nameStart: word.start, nameEnd: word.end, start: word.start)
    if kind == .leftParenthesis { macro.parameters = try parseSignature() }
    let call = try parseExpression()
    let callKind = tree.nodes[Int(call)].kind
    guard callKind == .call || callKind == .methodCall else {
      throw problem("`call` needs a call", at: span(start(of: call), end(of: call)))
    }
    try expect(.blockEnd)
    try parseMacroBody(&macro, word, endName: Keyword.endcall.rawValue)
    tree.macros.append(macro)
    return add(
      .callBlock, word.start, end(of: call), a: call, b: Int32(tree.macros.count - 1))
  }

  // MARK: tags of the embedding language

  mutating func parseDefinition(
    _ word: Token, _ opening: Token, _ number: Int
  ) throws(Diagnostic) -> Int32? {
    let tag = environment.definitionTags[number]
    if let outer = openTags.last {
      throw problem(
        "`\(tag.keyword)` is only allowed at the top level", at: span(word),
        notes: [
          Diagnostic.Note("inside of this `\(names[outer.name])`", at: span(outer.start, outer.end))
        ]
      )
    }
    advance()
    let name = try expect(.name, "the name of the \(tag.keyword)")
    var definition = DefinitionSyntax(
      tag: number, name: name.name, nameStart: name.start, nameEnd: name.end,
      start: opening.start, end: 0, bodyStart: 0, bodyEnd: 0)
    var macro = MacroSyntax(
      name: name.name, nameStart: name.start, nameEnd: name.end, start: opening.start)
    switch tag.header {
    case .signature: macro.parameters = try parseSignature()
    case .arguments: definition.arguments = try parseDefinitionArguments()
    case .name: break
    }
    definition.bodyStart = try expect(.blockEnd).end
    if tag.body == .raw {
      parseRawBody(&definition)
    } else {
      try parseMacroBody(&macro, word, endName: names.number(of: tag.endKeyword))
      definition.bodyEnd = tokens[index - 3].start
      tree.macros.append(macro)
      definition.macro = Int32(tree.macros.count - 1)
    }
    definition.end = previousEnd
    tree.definitions.append(definition)
    return nil
  }

  /// The lexer has read the body as one piece of text and the end tag as one sign.
  private mutating func parseRawBody(_ definition: inout DefinitionSyntax) {
    isInHeader = false
    definition.bodyEnd = definition.bodyStart
    if kind == .data {
      definition.bodyStart = token.start
      definition.bodyEnd = token.end
      advance()
    }
    _ = skip(.blockEnd)
  }

  /// `, name=value` or `, name`, which stands for the string `name`.
  private mutating func parseDefinitionArguments() throws(Diagnostic) -> ArgumentList {
    var positional: [Int32] = []
    var keywords: [Int32] = []
    while skip(.comma) {
      let name = token
      if kind == .name, nextKind == .assign {
        advance()
        advance()
        keywords += [name.name, try parseExpression()]
      } else if kind == .name, nextKind == .comma || nextKind == .blockEnd {
        advance()
        positional.append(addConstant(.string(text(name)), name.start, name.end))
      } else {
        positional.append(try parseExpression())
      }
    }
    var reader = ArgumentReader()
    (reader.positional, reader.keywords) = (positional.count, keywords.count / 2)
    let mark = pending.count
    for word in positional + keywords { pending.append(word) }
    return tree.arguments[Int(addArguments(reader, from: mark))]
  }

  // MARK: blocks and other templates

  mutating func parseNamedBlock(_ word: Token) throws(Diagnostic) -> Int32 {
    let name = try expect(.name, "the name of the block")
    if kind == .subtract {
      throw problem(
        "the name of a block has no hyphens", at: span(name.start, token.end),
        help: ["use an underscore"])
    }
    let isScoped = skip(.scoped)
    let isRequired = skip(.required)
    try expect(.blockEnd)
    if let first = tree.blocks.first(where: { $0.name == name.name }) {
      throw problem(
        "the block `\(text(name))` is defined twice", at: span(name),
        notes: [Diagnostic.Note("first here", at: span(first.start, first.end))],
        code: "template-assertion-error")
    }
    let number = tree.blocks.count
    tree.blocks.append(
      BlockSyntax(
        name: name.name, start: name.start, end: name.end, body: -1, isScoped: isScoped,
        isRequired: isRequired))
    let end = Keyword.endblock.rawValue
    let outerLoops = loopDepth
    loopDepth = 0
    defer { loopDepth = outerLoops }
    conditionDepth = 0
    if isScoped { loopReads += 1 }
    let body = try parsePart(word, until: EndTags(end))
    advance()
    advance()
    if kind == .name, token.name == name.name { advance() }
    try expect(.blockEnd)
    tree.blocks[number].body = body
    if isRequired { try checkIsEmpty(body, name) }
    return add(.block, word.start, name.end, a: Int32(number))
  }

  private func checkIsEmpty(_ body: Int32, _ name: Token) throws(Diagnostic) {
    for statement in tree.list(body) {
      let node = tree.nodes[Int(statement)]
      let isBlank =
        node.kind == .data
        && bytes[Int(node.a)..<Int(node.b)].allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
      if !isBlank {
        throw problem(
          "the required block `\(self.text(name))` has content", at: span(node.start, node.end))
      }
    }
  }

  /// Throws: `extends` in a block that has variables of its own.
  private func checkExtends(_ word: Token) throws(Diagnostic) {
    guard let outer = openTags.last(where: { $0.name != Keyword.if.rawValue }) else { return }
    throw problem(
      "`extends` cannot stand in a block", at: span(word),
      notes: [
        Diagnostic.Note("inside of this `\(names[outer.name])`", at: span(outer.start, outer.end))
      ], code: "template-assertion-error")
  }

  mutating func parseTemplateReference(
    _ word: Token, _ keyword: Keyword
  ) throws(Diagnostic) -> Int32 {
    let template = try parseExpression()
    if keyword == .extends { try checkExtends(word) }
    let node: Int32
    switch keyword {
    case .extends: node = add(.extends, word.start, end(of: template), a: template)
    case .include: node = try parseInclude(word, template)
    case .import: node = try parseImport(word, template)
    default: node = try parseFromImport(word, template)
    }
    try expect(.blockEnd)
    return node
  }

  private mutating func parseInclude(
    _ word: Token, _ template: Int32
  ) throws(Diagnostic) -> Int32 {
    var flags: ImportFlags = []
    if isKeyword(.ignore), nextKind == .name, tokens[index + 1].name == Keyword.missing.rawValue {
      advance()
      advance()
      flags.insert(.ignoresMissing)
    }
    if takeContext(default: true) { flags.insert(.withContext) }
    return add(.include, word.start, end(of: template), a: template, flag: flags.rawValue)
  }

  private mutating func takeContext(default fallback: Bool) -> Bool {
    guard isKeyword(.with) || isKeyword(.without), nextKind == .name,
      tokens[index + 1].name == Keyword.context.rawValue
    else { return fallback }
    let result = isKeyword(.with)
    advance()
    advance()
    return result
  }

  private mutating func parseImport(
    _ word: Token, _ template: Int32
  ) throws(Diagnostic) -> Int32 {
    guard skip(.as) else { throw unexpected(expected: "`as`") }
    let target = try parseTargetName()
    let flag = takeContext(default: false) ? ImportFlags.withContext.rawValue : 0
    return add(.importAll, word.start, end(of: template), a: template, b: target, flag: flag)
  }

  private mutating func parseFromImport(
    _ word: Token, _ template: Int32
  ) throws(Diagnostic) -> Int32 {
    guard skip(.import) else { throw unexpected(expected: "`import`") }
    let mark = pending.count
    var flag: UInt8 = 0
    while kind == .name {
      if isKeyword(.with) || isKeyword(.without), nextKind == .name,
        tokens[index + 1].name == Keyword.context.rawValue
      {
        break
      }
      let name = token
      let target = try parseTargetName()
      if text(name).hasPrefix("_") {
        throw problem(
          "names that start with `_` cannot be imported", at: span(name),
          code: "template-assertion-error")
      }
      pending.append(name.name)
      pending.append(skip(.as) ? try parseTargetName() : target)
      if kind != .comma { break }
      advance()
      if kind != .name { throw unexpected(expected: "a name to import") }
    }
    if takeContext(default: false) { flag = ImportFlags.withContext.rawValue }
    if pending.count == mark { throw unexpected(expected: "a name to import") }
    let list = addList(from: mark)
    return add(.importNames, word.start, end(of: template), a: template, b: list, flag: flag)
  }
}
