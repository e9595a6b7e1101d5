internal import Diagnostics

/// Turns tokens into a tree; follows the grammar of Jinja2's own parser.
struct Parser {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: SourceFile
  let environment: Environment
  let tokens: [Token]
  var names: Names
  var tree = Tree()
  var problems: [Diagnostic]
  var index = 0
  /// How deep the current point is nested: 5 for a statement or a pair of brackets, which cost the
  /// parser several calls, 1 for a link of a chain such as `a + b + c`.
  var depth = 0
  /// Blocks that are open, innermost last; for messages.
  var openTags: [OpenTag] = []
  /// Whether the parser is still in the opening tag of the innermost statement.
  var isInHeader = false
  /// `if` statements and inline ifs around the current point, where unknown filters may stay.
  var conditionDepth = 0
  /// Times that `loop`, `caller`, `varargs`, `kwargs` were read so far.
  var loopDepth = 0
  var loopReads = 0
  var callerReads = 0
  var varargsReads = 0
  var keywordsReads = 0
  var filterNumbers: [Int32: Int32] = [:]
  var testNumbers: [Int32: Int32] = [:]
  var memberNumbers: [Int32: Int32] = [:]
  let definitionTags: [Int32: Int]

  struct OpenTag {
    let name: String
    let start: Int32
    let end: Int32
    /// Tags that continue or end it.
    let ends: [Int32]
  }

  static let maximumDepth = 500

  init(_ lexer: consuming Lexer, environment: Environment) {
    bytes = lexer.bytes
    file = lexer.file
    tokens = lexer.tokens
    problems = lexer.problems
    var names = lexer.names
    var tags: [Int32: Int] = [:]
    for (index, tag) in environment.definitionTags.enumerated() {
      tags[names.number(of: tag.keyword)] = index
    }
    definitionTags = tags
    self.names = names
    self.environment = environment
    tree.nodes.reserveCapacity(tokens.count)
    tree.lists.reserveCapacity(tokens.count)
  }

  mutating func run() -> Tree {
    tree.body = parseBody(until: [])
    tree.names = names.texts
    return tree
  }

  /// Reads a single expression; the tree's only statement prints it.
  mutating func runExpression() -> Tree {
    do throws(Diagnostic) {
      let expression = try parseTuple()
      guard kind == .end else { throw unexpected(expected: "the end of the expression") }
      let output = add(.output, start(of: expression), previousEnd, a: expression)
      tree.body = addList([output])
    } catch {
      if problems.isEmpty { problems.append(error) }
    }
    tree.names = names.texts
    return tree
  }

  // MARK: tokens

  var token: Token { tokens[index] }
  var kind: Token.Kind { tokens[index].kind }
  var nextKind: Token.Kind { index + 1 < tokens.count ? tokens[index + 1].kind : .end }

  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  func isKeyword(_ keyword: Keyword) -> Bool {
    tokens[index].kind == .name && tokens[index].name == keyword.rawValue
  }

  mutating func skip(_ kind: Token.Kind) -> Bool {
    guard self.kind == kind else { return false }
    advance()
    return true
  }

  mutating func skip(_ keyword: Keyword) -> Bool {
    guard isKeyword(keyword) else { return false }
    advance()
    return true
  }

  @discardableResult
  mutating func expect(_ kind: Token.Kind, _ wanted: String? = nil) throws(Diagnostic) -> Token {
    guard self.kind == kind else { throw unexpected(expected: wanted ?? kind.words) }
    defer { advance() }
    return token
  }

  // MARK: nodes

  mutating func add(
    _ kind: Node.Kind, _ start: Int32, _ end: Int32, a: Int32 = -1, b: Int32 = -1, c: Int32 = -1,
    flag: UInt8 = 0
  ) -> Int32 {
    tree.nodes.append(Node(kind: kind, flag: flag, start: start, end: end, a: a, b: b, c: c))
    return Int32(tree.nodes.count - 1)
  }

  mutating func addList(_ members: [Int32]) -> Int32 {
    tree.lists.append(Int32(members.count))
    tree.lists += members
    return Int32(tree.lists.count - members.count - 1)
  }

  mutating func addConstant(_ constant: Constant, _ start: Int32, _ end: Int32) -> Int32 {
    tree.constants.append(constant)
    return add(.constant, start, end, a: Int32(tree.constants.count - 1))
  }

  func start(of node: Int32) -> Int32 { tree.nodes[Int(node)].start }
  func end(of node: Int32) -> Int32 { tree.nodes[Int(node)].end }
  /// The end of the token before the current one.
  var previousEnd: Int32 { index > 0 ? tokens[index - 1].end : 0 }

  func text(_ token: Token) -> String {
    String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
  }

  // MARK: problems

  func span(_ start: Int32, _ end: Int32) -> Span { Span(file, Int(start)..<Int(end)) }
  func span(_ token: Token) -> Span { span(token.start, token.end) }

  func problem(
    _ message: String, at span: Span, notes: [Diagnostic.Note] = [], help: [String] = [],
    code: String = "template-syntax-error"
  ) -> Diagnostic {
    Diagnostic(code: code, message, at: span, notes: notes, help: help)
  }

  /// How messages call the current token: its own text where it has one.
  var found: String {
    switch kind {
    case .name, .string, .integer, .float: "`\(text(token))`"
    default: kind.words
    }
  }

  func unexpected(expected wanted: String, help: [String] = []) -> Diagnostic {
    problem("expected \(wanted), found \(found)", at: span(token), help: help)
  }

  /// Runs `body` one level deeper. Throws: `template-syntax-error` when that is too deep.
  mutating func deeper<Result>(
    _ body: (inout Parser) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    depth += 5
    defer { depth -= 5 }
    try checkDepth()
    return try body(&self)
  }

  func checkDepth() throws(Diagnostic) {
    guard depth <= Parser.maximumDepth else {
      throw problem(
        "the template is nested too deeply", at: span(token))
    }
  }
}
