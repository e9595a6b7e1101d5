package import Diagnostics

/// A compiled template; immutable, to be rendered any number of times from any thread.
package final class Template: Sendable {
  package let source: SourceFile
  let environment: Environment
  let tree: Tree
  let bytes: [UInt8]

  init(source: SourceFile, environment: Environment, tree: Tree, bytes: [UInt8]) {
    self.source = source
    self.environment = environment
    self.tree = tree
    self.bytes = bytes
  }

  func span(_ start: Int32, _ end: Int32) -> Span { Span(source, Int(start)..<Int(end)) }
}

extension Environment {
  /// Reads a template. Throws: all independent problems of the source.
  package func compile(_ source: SourceFile) throws(Diagnostics) -> Template {
    try compile(source, isExpression: false)
  }

  /// Reads a single expression, without `{{` and `}}`.
  package func compileExpression(_ source: SourceFile) throws(Diagnostics) -> Expression {
    Expression(template: try compile(source, isExpression: true))
  }

  private func compile(
    _ source: SourceFile, isExpression: Bool
  ) throws(Diagnostics) -> Template {
    try checkSize(source)
    let bytes = Array(source.text.utf8)
    var (tree, problems) = bytes.withUnsafeBufferPointer { buffer in
      var lexer = Lexer(buffer, file: source, environment: self)
      isExpression ? lexer.runExpression() : lexer.run()
      var parser = Parser(lexer, environment: self)
      let tree = isExpression ? parser.runExpression() : parser.run()
      return (tree, parser.problems)
    }
    guard problems.isEmpty else {
      problems.sort { ($0.span?.range.lowerBound ?? 0) < ($1.span?.range.lowerBound ?? 0) }
      throw Diagnostics(problems)
    }
    var resolver = ScopeResolver(tree)
    tree = resolver.run()
    return Template(source: source, environment: self, tree: tree, bytes: bytes)
  }

  /// Positions in a template are kept in 32 bits.
  private func checkSize(_ source: SourceFile) throws(Diagnostics) {
    guard source.text.utf8.count >= Int(Int32.max) else { return }
    throw Diagnostics([
      Diagnostic(
        code: "template-syntax-error", "the template is longer than 2 GB", at: Span(source, 0..<0))
    ])
  }

  /// How many tokens the source has; for measuring the lexer.
  package func tokenCount(of source: SourceFile) -> Int {
    Array(source.text.utf8).withUnsafeBufferPointer { buffer in
      var lexer = Lexer(buffer, file: source, environment: self)
      lexer.run()
      return lexer.tokens.count
    }
  }

  /// Where the last token of the source begins: there its end is noticed when something is missing.
  package func lastToken(of source: SourceFile) -> Span {
    Array(source.text.utf8).withUnsafeBufferPointer { buffer in
      var lexer = Lexer(buffer, file: source, environment: self)
      lexer.run()
      let last = lexer.tokens[max(0, lexer.tokens.count - 2)]
      return Span(source, Int(last.start)..<Int(last.end))
    }
  }
}

extension Template {
  /// The text that the template makes of `context`.
  ///
  /// Throws: a `Diagnostic` at the offending token; errors of host functions that are no diagnostics
  /// pass through.
  package func render(_ context: RenderContext = RenderContext()) throws -> Rendered {
    let interpreter = Interpreter(environment, context)
    defer { interpreter.releaseFrames() }
    return try interpreter.rendered { try interpreter.run(self, in: interpreter.context) }
  }

  /// The values of the template's pieces, before they are joined, as Jinja2's native rendering has
  /// them: its texts and the values of its expressions, also of those in branches.
  ///
  /// What can be computed without the context is text: `{{ 1 + 1 }}` is `"2"`.
  package func renderPieces(_ context: RenderContext = RenderContext()) throws -> [Value] {
    let interpreter = Interpreter(environment, context)
    defer { interpreter.releaseFrames() }
    return try interpreter.pieces(of: self)
  }

  /// The value that the template stands for, as Jinja2's native types: a single expression's own
  /// value; otherwise the joined text, read as a Python literal when it is one.
  package func renderNative(_ context: RenderContext = RenderContext()) throws -> Value {
    let pieces = try renderPieces(context)
    guard let first = pieces.first else { return .none }
    var text = ""
    if pieces.count == 1 {
      guard case .string(let only) = first else { return first }
      text = only
    } else {
      for piece in pieces { text += try piece.text() }
    }
    // Jinja2 keeps text with white space in front, which `literal_eval` alone would strip.
    guard let first = text.utf8.first, first != 0x20, first != 0x09 else { return .string(text) }
    return PythonLiteral.parse(text) ?? .string(text)
  }
}

/// A single compiled expression.
package struct Expression: Sendable {
  let template: Template

  /// Its value; an undefined value when it is that.
  package func evaluate(_ context: RenderContext = RenderContext()) throws -> Value {
    let interpreter = Interpreter(template.environment, context)
    defer { interpreter.releaseFrames() }
    return try interpreter.value(of: template)
  }

  /// The calls in it, as `Template.staticCalls` gives them.
  package func staticCalls(to functions: Set<String>) -> [StaticCall] {
    template.staticCalls(to: functions)
  }
}

extension Interpreter {
  /// What `body` prints, with its source map.
  func rendered(_ body: () throws -> Void) throws -> Rendered {
    let text = try capture(body)
    var map = SourceMap()
    map.segments = text.segments
    map.frames = self.map.frames
    return Rendered(text: text.text, sourceMap: map)
  }

  /// What a call of `function` prints, with its source map; a macro writes straight into it.
  package func render(
    _ function: Value, _ arguments: [Value] = [], keywords: [(name: String, value: Value)] = []
  ) throws -> Rendered {
    let call = Call(arguments, keywords: keywords, state: self)
    guard case .object(let object) = function, let macro = object as? MacroValue else {
      return Rendered(text: try function.called(with: call).text(), sourceMap: SourceMap())
    }
    do {
      return try rendered { try macro.run(call) }
    } catch let result as MacroReturn {
      let text = try result.value.text()
      var map = SourceMap()
      map.segments = self.map.segments(of: text) ?? []
      map.frames = self.map.frames
      return Rendered(text: text, sourceMap: map)
    }
  }

  /// The value of a template that is one expression.
  fileprivate func value(of template: Template) throws -> Value {
    try running(template) { frame in
      guard let index = template.tree.list(template.tree.body).first else { return .none }
      return try evaluate(template.tree.nodes[Int(index)].a, frame)
    }
  }

  fileprivate func pieces(of template: Template) throws -> [Value] {
    try running(template) { frame in
      var pieces: [Value] = []
      try collect(template.tree.body, frame, into: &pieces)
      return pieces
    }
  }

  private func running<Result>(
    _ template: Template, _ body: (Frame) throws -> Result
  ) throws -> Result {
    let frame = Frame(
      template: template, context: context, slotCount: template.tree.slotCount)
    keep(frame)
    prepare(frame)
    let outer = enter(frame)
    defer { leave(to: outer) }
    enterMap(template.source)
    return try body(frame)
  }

  private func collect(_ list: Int32, _ frame: Frame, into pieces: inout [Value]) throws {
    guard list >= 0 else { return }
    for index in frame.template.tree.list(list) {
      let node = frame.template.tree.nodes[Int(index)]
      switch node.kind {
      case .if: try collect(try branch(of: node, frame), frame, into: &pieces)
      case .output where !isText(node.a, frame): pieces.append(try evaluate(node.a, frame))
      default:
        let output = try capture { _ = try run(index, frame) }
        if !output.text.isEmpty { pieces.append(.string(output.text)) }
      }
    }
  }
}
