internal import Diagnostics

extension Parser {
  mutating func parseExpression(allowsCondition: Bool = true) throws(Diagnostic) -> Int32 {
    depth += 5
    defer { depth -= 5 }
    try checkDepth()
    return allowsCondition ? try parseConditional() : try parseOr()
  }

  private mutating func parseConditional() throws(Diagnostic) -> Int32 {
    var expression = try parseOr()
    guard isKeyword(.if) else { return expression }
    let before = (condition: conditionDepth, depth: depth)
    defer { (conditionDepth, depth) = before }
    while skip(.if) {
      try link()
      conditionDepth += 1
      let test = try parseOr()
      var otherwise: Int32 = -1
      if skip(.else) { otherwise = try parseExpression() }
      expression = add(
        .conditional, start(of: expression), previousEnd, a: test, b: expression, c: otherwise)
    }
    return expression
  }

  /// Whether the current filter stands in `a` of `a if b else c`, in whatever brackets.
  func inlineIfFollows() -> Bool {
    var (depth, lowest) = (0, 0)
    // Behind a comma, another expression begins, until the bracket around both is closed.
    var isOther = false
    for position in index..<tokens.count {
      switch tokens[position].kind {
      case .blockEnd, .variableEnd, .end: return false
      case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
      case .rightParenthesis, .rightBracket, .rightBrace:
        depth -= 1
        if depth < lowest { (lowest, isOther) = (depth, false) }
      case .comma, .colon: if depth == lowest { isOther = true }
      case .name where tokens[position].name == Keyword.if.rawValue:
        // That of a loop, behind what it goes through, is none.
        if depth == lowest, !isOther { return !isInIterable || openBrackets + depth > 0 }
      default: break
      }
    }
    return false
  }

  /// How many brackets are open in this tag.
  private var openBrackets: Int {
    var count = 0
    for position in (0..<index).reversed() {
      switch tokens[position].kind {
      case .blockBegin, .variableBegin: return count
      case .leftParenthesis, .leftBracket, .leftBrace: count += 1
      case .rightParenthesis, .rightBracket, .rightBrace: count -= 1
      default: break
      }
    }
    return count
  }

  /// Counts one more link of a chain such as `a + b + c`, which nests as deep as it is long.
  mutating func link() throws(Diagnostic) {
    depth += 1
    try checkDepth()
  }

  private mutating func parseOr() throws(Diagnostic) -> Int32 {
    if !isKeyword(.not) {
      let first = try parseUnary()
      // Most expressions are a single operand: nothing of what follows is for the levels below.
      return isOperandEnd ? first : try parseOr(first)
    }
    return try parseOr(-1)
  }

  /// Whether the current token cannot continue an expression below the inline if.
  private var isOperandEnd: Bool {
    switch kind {
    case .variableEnd, .blockEnd, .comma, .rightParenthesis, .rightBracket, .rightBrace, .colon,
      .assign, .end:
      true
    default: false
    }
  }

  // The levels of precedence. Each takes its first operand, or -1 when that is still to be read.

  private mutating func parseOr(_ first: Int32) throws(Diagnostic) -> Int32 {
    var left = try parseAnd(first)
    guard isKeyword(.or) else { return left }
    let before = depth
    defer { depth = before }
    while skip(.or) {
      try link()
      let right = try parseAnd(-1)
      left = add(.or, start(of: left), end(of: right), a: left, b: right)
    }
    return left
  }

  private mutating func parseAnd(_ first: Int32) throws(Diagnostic) -> Int32 {
    var left = try parseNot(first)
    guard isKeyword(.and) else { return left }
    let before = depth
    defer { depth = before }
    while skip(.and) {
      try link()
      let right = try parseNot(-1)
      left = add(.and, start(of: left), end(of: right), a: left, b: right)
    }
    return left
  }

  private mutating func parseNot(_ first: Int32) throws(Diagnostic) -> Int32 {
    guard first < 0, isKeyword(.not) else { return try parseCompare(first) }
    let start = token.start
    advance()
    depth += 5
    defer { depth -= 5 }
    try checkDepth()
    let operand = try parseNot(-1)
    return add(.not, start, end(of: operand), a: operand)
  }

  private mutating func parseCompare(_ given: Int32) throws(Diagnostic) -> Int32 {
    let first = try parseSum(given)
    guard let comparison = takeComparison() else { return first }
    let mark = pending.count
    let second = try parseSum(-1)
    guard let next = takeComparison() else {
      return add(
        .compare, start(of: first), end(of: second), a: first, b: second, flag: comparison.rawValue)
    }
    pending.append(Int32(comparison.rawValue))
    pending.append(second)
    var link: Comparison? = next
    while let comparison = link {
      pending.append(Int32(comparison.rawValue))
      pending.append(try parseSum(-1))
      link = takeComparison()
    }
    let list = addList(from: mark)
    return add(.compareChain, start(of: first), previousEnd, a: first, b: list)
  }

  private mutating func takeComparison() -> Comparison? {
    let comparison: Comparison
    switch kind {
    case .equal: comparison = .equal
    case .notEqual: comparison = .notEqual
    case .less: comparison = .less
    case .lessOrEqual: comparison = .lessOrEqual
    case .greater: comparison = .greater
    case .greaterOrEqual: comparison = .greaterOrEqual
    case .name:
      if isKeyword(.in) {
        comparison = .isIn
      } else if isKeyword(.not), nextKind == .name, tokens[index + 1].name == Keyword.in.rawValue {
        advance()
        comparison = .isNotIn
      } else {
        return nil
      }
    default: return nil
    }
    advance()
    return comparison
  }

  private mutating func parseSum(_ first: Int32) throws(Diagnostic) -> Int32 {
    var left = try parseConcatenation(first)
    guard kind == .add || kind == .subtract else { return left }
    let before = depth
    defer { depth = before }
    while kind == .add || kind == .subtract {
      let sign: BinaryOperator = kind == .add ? .add : .subtract
      advance()
      try link()
      left = binary(sign, left, try parseConcatenation(-1))
    }
    return left
  }

  private mutating func binary(_ sign: BinaryOperator, _ left: Int32, _ right: Int32) -> Int32 {
    add(.binary, start(of: left), previousEnd, a: left, b: right, flag: sign.rawValue)
  }

  private mutating func parseConcatenation(_ given: Int32) throws(Diagnostic) -> Int32 {
    let first = try parseProduct(given)
    guard kind == .tilde else { return first }
    let mark = pending.count
    pending.append(first)
    while skip(.tilde) { pending.append(try parseProduct(-1)) }
    let list = addList(from: mark)
    return add(.concatenation, start(of: first), previousEnd, a: list)
  }

  private mutating func parseProduct(_ first: Int32) throws(Diagnostic) -> Int32 {
    var left = try parsePower(first)
    guard productSign != nil else { return left }
    let before = depth
    defer { depth = before }
    while let sign = productSign {
      advance()
      try link()
      left = binary(sign, left, try parsePower(-1))
    }
    return left
  }

  private var productSign: BinaryOperator? {
    switch kind {
    case .multiply: .multiply
    case .divide: .divide
    case .floorDivide: .floorDivide
    case .modulo: .modulo
    default: nil
    }
  }

  private mutating func parsePower(_ first: Int32) throws(Diagnostic) -> Int32 {
    var left = first < 0 ? try parseUnary() : first
    guard kind == .power else { return left }
    let before = depth
    defer { depth = before }
    while skip(.power) {
      try link()
      left = binary(.power, left, try parseUnary())
    }
    return left
  }

  mutating func parseUnary(withFilters: Bool = true) throws(Diagnostic) -> Int32 {
    let before = depth
    defer { depth = before }
    var node: Int32
    if kind == .subtract || kind == .add {
      let (sign, start) = (kind, token.start)
      advance()
      try link()
      let operand = try parseUnary(withFilters: false)
      node = add(sign == .subtract ? .negate : .plus, start, end(of: operand), a: operand)
    } else {
      node = try parsePrimary()
    }
    node = try parsePostfix(node)
    return withFilters ? try parseFiltersAndTests(node) : node
  }
}
