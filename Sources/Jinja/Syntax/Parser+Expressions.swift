internal import Diagnostics

extension Parser {
  mutating func parseExpression(allowsCondition: Bool = true) throws(Diagnostic) -> Int32 {
    try deeper { parser throws(Diagnostic) in
      allowsCondition ? try parser.parseConditional() : try parser.parseOr()
    }
  }

  private mutating func parseConditional() throws(Diagnostic) -> Int32 {
    let before = (condition: conditionDepth, depth: depth)
    defer { (conditionDepth, depth) = before }
    var expression = try parseOr()
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

  /// Whether an `if` follows in this tag: the current filter may stand in `a` of `a if b else c`.
  func inlineIfFollows() -> Bool {
    var position = index
    while position < tokens.count {
      switch tokens[position].kind {
      case .blockEnd, .variableEnd, .end: return false
      case .name where tokens[position].name == Keyword.if.rawValue: return true
      default: position += 1
      }
    }
    return false
  }

  /// Counts one more link of a chain such as `a + b + c`, which nests as deep as it is long.
  mutating func link() throws(Diagnostic) {
    depth += 1
    try checkDepth()
  }

  private mutating func parseOr() throws(Diagnostic) -> Int32 {
    var left = try parseAnd()
    let before = depth
    defer { depth = before }
    while skip(.or) {
      try link()
      let right = try parseAnd()
      left = add(.or, start(of: left), end(of: right), a: left, b: right)
    }
    return left
  }

  private mutating func parseAnd() throws(Diagnostic) -> Int32 {
    var left = try parseNot()
    let before = depth
    defer { depth = before }
    while skip(.and) {
      try link()
      let right = try parseNot()
      left = add(.and, start(of: left), end(of: right), a: left, b: right)
    }
    return left
  }

  private mutating func parseNot() throws(Diagnostic) -> Int32 {
    guard isKeyword(.not) else { return try parseCompare() }
    let start = token.start
    advance()
    let operand = try deeper { parser throws(Diagnostic) in try parser.parseNot() }
    return add(.not, start, end(of: operand), a: operand)
  }

  private mutating func parseCompare() throws(Diagnostic) -> Int32 {
    let first = try parseSum()
    guard let comparison = takeComparison() else { return first }
    let second = try parseSum()
    var chain: [Int32] = [Int32(comparison.rawValue), second]
    while let comparison = takeComparison() {
      chain.append(Int32(comparison.rawValue))
      chain.append(try parseSum())
    }
    let last = chain[chain.count - 1]
    guard chain.count > 2 else {
      return add(
        .compare, start(of: first), end(of: last), a: first, b: second, flag: comparison.rawValue)
    }
    let list = addList(chain)
    return add(.compareChain, start(of: first), end(of: last), a: first, b: list)
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

  private mutating func parseSum() throws(Diagnostic) -> Int32 {
    var left = try parseConcatenation()
    let before = depth
    defer { depth = before }
    while kind == .add || kind == .subtract {
      let sign: BinaryOperator = kind == .add ? .add : .subtract
      advance()
      try link()
      left = binary(sign, left, try parseConcatenation())
    }
    return left
  }

  private mutating func binary(_ sign: BinaryOperator, _ left: Int32, _ right: Int32) -> Int32 {
    add(.binary, start(of: left), previousEnd, a: left, b: right, flag: sign.rawValue)
  }

  private mutating func parseConcatenation() throws(Diagnostic) -> Int32 {
    let first = try parseProduct()
    guard kind == .tilde else { return first }
    var parts = [first]
    while skip(.tilde) { parts.append(try parseProduct()) }
    let list = addList(parts)
    return add(.concatenation, start(of: first), previousEnd, a: list)
  }

  private mutating func parseProduct() throws(Diagnostic) -> Int32 {
    var left = try parsePower()
    let before = depth
    defer { depth = before }
    while let sign = productSign {
      advance()
      try link()
      left = binary(sign, left, try parsePower())
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

  private mutating func parsePower() throws(Diagnostic) -> Int32 {
    var left = try parseUnary()
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
