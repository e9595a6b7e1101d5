internal import Diagnostics
@preconcurrency internal import Glibc

/// Turns tokens into a tree; follows the grammar of Jinja2's own parser.
struct Parser: ~Copyable {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: SourceFile
  let environment: Environment
  let tokens: Buffer<Token>
  var names: Names
  var tree = Tree()
  var problems: [Diagnostic]
  var index = 0
  /// The token at `index`.
  private(set) var token: Token
  /// Members of the lists that are being read; a list takes its own from the end when it is closed.
  var pending = Buffer<Int32>(capacity: 64)
  /// Whether any text has a newline that is not `\n`.
  let hasCarriageReturns: Bool
  /// How deep the current point is nested: 5 for a statement or a pair of brackets, which cost the
  /// parser several calls, 1 for a link of a chain such as `a + b + c`.
  var depth = 0
  /// Blocks that are open, innermost last; for messages.
  var openTags: [OpenTag] = []
  /// Whether the parser is in a tag of the innermost statement that a body follows.
  var isInHeader = false
  /// `if` statements and inline ifs around the current point, where unknown filters may stay; those
  /// around a block with variables of its own do not count.
  var conditionDepth = 0
  /// Whether the parser is in what a loop goes through, behind which `if` is the loop's.
  var isInIterable = false
  /// Times that `loop`, `caller`, `varargs`, `kwargs` were read so far.
  var loopDepth = 0
  var loopReads = 0
  var callerReads = 0
  var varargsReads = 0
  var keywordsReads = 0
  var filterNumbers: [Int32: Int32] = [:]
  var testNumbers: [Int32: Int32] = [:]
  var memberNumbers: [Int32: Int32] = [:]
  /// How often the end of a block closes nothing because of a problem that has been told.
  var forgivenEnds: [String: Int] = [:]
  /// Whether tags that begin or end blocks are wrong.
  var hasWrongBlocks = false
  let definitionTags: [Int32: Int]

  struct OpenTag {
    /// Its keyword.
    let name: Int32
    let start: Int32
    let end: Int32
    let ends: EndTags
  }

  /// The keywords of the tags that continue or end a block; the last one ends it.
  struct EndTags {
    private let first: Int32
    private let second: Int32
    let last: Int32

    init(_ last: Int32) {
      (first, second, self.last) = (-1, -1, last)
    }

    init(_ first: Keyword, _ last: Keyword) {
      (self.first, second, self.last) = (first.rawValue, -1, last.rawValue)
    }

    init(_ first: Keyword, _ second: Keyword, _ last: Keyword) {
      (self.first, self.second, self.last) = (first.rawValue, second.rawValue, last.rawValue)
    }

    func contains(_ name: Int32) -> Bool {
      name >= 0 && (name == last || name == first || name == second)
    }

    var all: [Int32] { [first, second, last].filter { $0 >= 0 } }
  }

  static let maximumDepth = 500

  init(_ lexer: consuming Lexer, environment: Environment) {
    bytes = lexer.source.bytes
    file = lexer.file
    tokens = lexer.tokens
    token = tokens[0]
    if let base = bytes.baseAddress {
      hasCarriageReturns = memchr(base, Int32(UInt8.carriageReturn), bytes.count) != nil
    } else {
      hasCarriageReturns = false
    }
    problems = lexer.problems
    names = lexer.names
    names.spell()
    var tags: [Int32: Int] = [:]
    for (index, tag) in environment.definitionTags.enumerated() {
      tags[names.number(of: tag.keyword)] = index
    }
    definitionTags = tags
    self.environment = environment
    tree.nodes.reserveCapacity(tokens.count)
    tree.lists.reserveCapacity(tokens.count)
  }

  mutating func run() -> Tree {
    tree.body = parseBody(until: nil)
    tree.names = names.texts
    // Which loop a `break` is in cannot be told where blocks are wrong.
    if hasWrongBlocks { problems.removeAll { $0.code == "misplaced-loop-control" } }
    return tree
  }

  /// Reads a single expression; the tree's only statement prints it.
  mutating func runExpression() -> Tree {
    do throws(Diagnostic) {
      let expression = try parseTuple()
      guard kind == .end else { throw unexpected(expected: "the end of the expression") }
      let output = add(.output, start(of: expression), previousEnd, a: expression)
      pending.append(output)
      tree.body = addList(from: pending.count - 1)
    } catch {
      if problems.isEmpty { problems.append(error) }
    }
    tree.names = names.texts
    return tree
  }

  // MARK: tokens

  var kind: Token.Kind { token.kind }
  var nextKind: Token.Kind { index + 1 < tokens.count ? tokens[index + 1].kind : .end }

  mutating func advance() {
    guard index < tokens.count - 1 else { return }
    index += 1
    token = tokens[index]
  }

  func isKeyword(_ keyword: Keyword) -> Bool {
    token.name == keyword.rawValue
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
    let found = token
    advance()
    return found
  }

  // MARK: nodes

  mutating func add(
    _ kind: Node.Kind, _ start: Int32, _ end: Int32, a: Int32 = -1, b: Int32 = -1, c: Int32 = -1,
    flag: UInt8 = 0
  ) -> Int32 {
    tree.nodes.append(Node(kind: kind, flag: flag, start: start, end: end, a: a, b: b, c: c))
    return Int32(tree.nodes.count - 1)
  }

  mutating func addList(_ first: Int32, _ second: Int32) -> Int32 {
    let list = Int32(tree.lists.count)
    tree.lists.append(2)
    tree.lists.append(first)
    tree.lists.append(second)
    return list
  }

  /// Makes a list of what is pending from `start` on.
  mutating func addList(from start: Int) -> Int32 {
    let list = Int32(tree.lists.count)
    tree.lists.append(Int32(pending.count - start))
    for position in start..<pending.count { tree.lists.append(pending[position]) }
    pending.truncate(to: start)
    return list
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

  @inline(__always)
  func checkDepth() throws(Diagnostic) {
    if depth > Parser.maximumDepth { throw tooDeep() }
  }

  private func tooDeep() -> Diagnostic {
    problem("the template is nested too deeply", at: span(token))
  }
}
