internal import Diagnostics

extension Parser {
  /// Attributes, items and calls after an expression.
  mutating func parsePostfix(_ first: Int32) throws(Diagnostic) -> Int32 {
    var node = first
    let before = depth
    defer { depth = before }
    while true {
      switch kind {
      case .dot: node = try parseDot(node)
      case .leftBracket: node = try parseItem(node)
      case .leftParenthesis: node = try parseCall(node)
      default: return node
      }
      try link()
    }
  }

  /// Filters, tests and calls after an expression.
  mutating func parseFiltersAndTests(_ first: Int32) throws(Diagnostic) -> Int32 {
    var node = first
    let before = depth
    defer { depth = before }
    while true {
      if kind == .pipe {
        advance()
        node = try parseFilter(node)
      } else if isKeyword(.is) {
        node = try parseTest(node)
      } else if kind == .leftParenthesis {
        node = try parseCall(node)
      } else {
        return node
      }
      try link()
    }
  }

  private mutating func parseDot(_ object: Int32) throws(Diagnostic) -> Int32 {
    advance()
    let member = token
    if member.kind == .integer {
      advance()
      let index = addConstant(.int(Int(text(member)) ?? 0), member.start, member.end)
      return add(.item, start(of: object), member.end, a: object, b: index)
    }
    guard member.kind == .name else {
      throw unexpected(expected: "a name or number after `.`")
    }
    advance()
    return add(
      .attribute, start(of: object), member.end, a: object, b: memberNumber(member.name))
  }

  private mutating func memberNumber(_ name: Int32) -> Int32 {
    if let number = memberNumbers[name] { return number }
    let text = names[name]
    tree.members.append(Member(name: text))
    let number = Int32(tree.members.count - 1)
    memberNumbers[name] = number
    return number
  }

  private mutating func parseItem(_ object: Int32) throws(Diagnostic) -> Int32 {
    let opening = try expect(.leftBracket)
    if kind == .rightBracket { throw unexpected(expected: "an index") }
    let mark = pending.count
    var key = try parseSubscript()
    if kind != .rightBracket {
      let first = key
      pending.append(first)
      while kind != .rightBracket {
        try expectComma(or: .rightBracket, opening)
        pending.append(try parseSubscript())
      }
      let list = addList(from: mark)
      key = add(.tuple, start(of: first), previousEnd, a: list)
    }
    advance()
    return add(.item, start(of: object), previousEnd, a: object, b: key)
  }

  private mutating func parseSubscript() throws(Diagnostic) -> Int32 {
    let start = token.start
    var first: Int32 = -1
    if kind != .colon {
      first = try parseExpression()
      if kind != .colon { return first }
    }
    let second = try parseSlicePart()
    let third = try parseSlicePart()
    return add(.slice, start, previousEnd, a: first, b: second, c: third)
  }

  /// What follows a colon, -1 when nothing does.
  private mutating func parseSlicePart() throws(Diagnostic) -> Int32 {
    guard skip(.colon), kind != .colon, kind != .rightBracket, kind != .comma else { return -1 }
    return try parseExpression()
  }

  mutating func parseCall(_ callee: Int32) throws(Diagnostic) -> Int32 {
    let arguments = try parseArguments()
    let node = tree.nodes[Int(callee)]
    if node.kind == .attribute {
      return add(.methodCall, node.start, previousEnd, a: node.a, b: node.b, c: arguments)
    }
    return add(.call, start(of: callee), previousEnd, a: callee, b: arguments)
  }

  /// Arguments in parentheses; the result is an index into `Tree.arguments`.
  mutating func parseArguments() throws(Diagnostic) -> Int32 {
    let opening = try expect(.leftParenthesis)
    let mark = pending.count
    var list = ArgumentReader()
    while kind != .rightParenthesis {
      if !list.isEmpty {
        try expectComma(or: .rightParenthesis, opening)
        if kind == .rightParenthesis { break }
      }
      try parseArgument(into: &list)
    }
    advance()
    return addArguments(list, from: mark)
  }

  /// What has been read of an argument list so far; its expressions are pending.
  struct ArgumentReader {
    var positional = 0
    var keywords = 0
    var star: Int32 = -1
    var doubleStar: Int32 = -1

    var isLate: Bool { keywords > 0 || star >= 0 || doubleStar >= 0 }
    var isEmpty: Bool { positional == 0 && !isLate }
  }

  /// Closes an argument list whose positional and then keyword arguments are pending from `mark` on.
  mutating func addArguments(_ reader: ArgumentReader, from mark: Int) -> Int32 {
    var list = ArgumentList(star: reader.star, doubleStar: reader.doubleStar)
    if reader.keywords > 0 { list.keywords = addList(from: mark + reader.positional) }
    if reader.positional > 0 { list.positional = addList(from: mark) }
    tree.arguments.append(list)
    return Int32(tree.arguments.count - 1)
  }

  private mutating func parseArgument(into list: inout ArgumentReader) throws(Diagnostic) {
    let first = token
    if kind == .multiply || kind == .power {
      let isDouble = kind == .power
      advance()
      guard list.doubleStar < 0, isDouble || list.star < 0 else {
        throw problem("`\(isDouble ? "**" : "*")` is not allowed here", at: span(first))
      }
      let value = try parseExpression()
      if isDouble { list.doubleStar = value } else { list.star = value }
    } else if kind == .name, nextKind == .assign {
      advance()
      advance()
      guard list.doubleStar < 0 else {
        throw problem("a keyword argument cannot follow `**`", at: span(first))
      }
      let value = try parseExpression()
      for number in 0..<list.keywords
      where pending[pending.count - 2 * (number + 1)] == first.name {
        throw problem(
          "the argument `\(text(first))` is given twice", at: span(first), code: "repeated-argument"
        )
      }
      pending.append(first.name)
      pending.append(value)
      list.keywords += 1
    } else {
      let value = try parseExpression()
      if list.isLate {
        throw problem(
          "a positional argument cannot follow a keyword argument",
          at: span(start(of: value), end(of: value)))
      }
      pending.append(value)
      list.positional += 1
    }
  }

  /// A filter's name and arguments; `value` is -1 for the text of a block.
  mutating func parseFilter(_ value: Int32) throws(Diagnostic) -> Int32 {
    let (name, place) = try parseDottedName("the name of a filter")
    let number = try filterNumber(name, place)
    var arguments: Int32 = -1
    if kind == .leftParenthesis { arguments = try parseArguments() }
    return add(.filter, place.start, previousEnd, a: value, b: number, c: arguments)
  }

  private mutating func parseDottedName(
    _ wanted: String
  ) throws(Diagnostic) -> (name: Int32, place: Token) {
    var place = try expect(.name, wanted)
    guard kind == .dot else { return (place.name, place) }
    while skip(.dot) { place.end = try expect(.name).end }
    let text = text(place).filter { !$0.isWhitespace }
    return (names.number(of: text), place)
  }

  private mutating func filterNumber(_ name: Int32, _ place: Token) throws(Diagnostic) -> Int32 {
    if let number = filterNumbers[name] { return number }
    let text = names[name]
    let filter = environment.filters[text]
    if filter == nil, conditionDepth == 0, !inlineIfFollows() {
      // Not thrown: the rest of the tag is checked too.
      problems.append(
        unknown("filter", text, place, among: environment.filters.keys.sorted()))
    }
    tree.filters.append(FilterUse(name: text, filter: filter))
    let number = Int32(tree.filters.count - 1)
    if filter != nil { filterNumbers[name] = number }
    return number
  }

  private mutating func testNumber(_ name: Int32, _ place: Token) -> Int32 {
    if let number = testNumbers[name] { return number }
    let text = names[name]
    let test = environment.tests[text]
    if test == nil, conditionDepth == 0, !inlineIfFollows() {
      problems.append(
        unknown("test", text, place, among: environment.tests.keys.sorted()))
    }
    tree.tests.append(TestUse(name: text, test: test))
    let number = Int32(tree.tests.count - 1)
    if test != nil { testNumbers[name] = number }
    return number
  }

  private mutating func parseTest(_ value: Int32) throws(Diagnostic) -> Int32 {
    advance()
    let isNegated = skip(.not)
    let (name, place) = try parseDottedName("the name of a test")
    let number = testNumber(name, place)
    var arguments: Int32 = -1
    if kind == .leftParenthesis {
      arguments = try parseArguments()
    } else if startsTestArgument {
      if isKeyword(.is) {
        throw problem(
          "tests with `is` cannot be chained", at: span(token), help: ["join them with `and`"])
      }
      let argument = try parsePostfix(try parsePrimary())
      let mark = pending.count
      pending.append(argument)
      var list = ArgumentReader()
      list.positional = 1
      arguments = addArguments(list, from: mark)
    }
    let node = add(.test, place.start, previousEnd, a: value, b: number, c: arguments)
    return isNegated ? add(.not, start(of: value), previousEnd, a: node) : node
  }

  /// Whether an argument without parentheses follows: `is divisibleby 3`.
  private var startsTestArgument: Bool {
    switch kind {
    case .name: !isKeyword(.else) && !isKeyword(.or) && !isKeyword(.and)
    case .string, .integer, .float, .leftParenthesis, .leftBracket, .leftBrace: true
    default: false
    }
  }
}
