import Diagnostics
import Jinja
import PlainData
import ProjectLoading

/// Evaluates the arguments of a generic test in the test's own context, as dbt does.
enum TestArguments {
  /// The keyword arguments of the test's macro.
  static func values(of test: GenericTest, in context: NodeContext, scope: ProjectScope) throws
    -> [(name: String, value: Value)]
  {
    try test.arguments.map { name, value in
      // Column names stay texts, whatever they look like.
      if name == "column_name" { return (name, Value(value)) }
      return (name, try evaluated(value, at: test.spans[name], in: context, scope: scope))
    }
  }

  /// The SQL that the test's macro makes of its arguments.
  static func render(
    _ test: GenericTest, _ arguments: [(name: String, value: Value)], in context: NodeContext,
    scope: ProjectScope
  ) throws -> Rendered {
    let interpreter = Interpreter(scope.environment, context.rendering)
    return try interpreter.render(context.bound(test.macro), [], keywords: arguments)
  }

  /// Texts that hold Jinja, or look like a call of `ref`, become native values.
  static func evaluated(
    _ value: PlainValue, at span: Span?, in context: NodeContext, scope: ProjectScope
  ) throws -> Value {
    switch value {
    case .string(let text): return try evaluated(text, at: span, in: context, scope: scope)
    case .list(let items):
      return .list(try items.map { try evaluated($0, at: span, in: context, scope: scope) })
    case .map(let map):
      return .dict(
        try map.map { ($0.key, try evaluated($0.value, at: span, in: context, scope: scope)) })
    default: return Value(value)
    }
  }

  /// Whether evaluating `value` could need a template.
  static func mayHoldJinja(_ value: PlainValue) -> Bool {
    switch value {
    case .string(let text):
      text.utf8.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "(") }
    case .list(let items): items.contains(where: mayHoldJinja)
    case .map(let map): map.members.contains { mayHoldJinja($0.value) }
    default: false
    }
  }

  /// Whether there is `{{` or `{%`.
  private static func holdsTag(_ text: String) -> Bool {
    var isAfterBrace = false
    for byte in text.utf8 {
      if isAfterBrace, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "%") { return true }
      isAfterBrace = byte == UInt8(ascii: "{")
    }
    return false
  }

  private static func evaluated(
    _ text: String, at span: Span?, in context: NodeContext, scope: ProjectScope
  ) throws -> Value {
    let template = ReferenceText.looksLikeCall(text) ? "{{ \(text) }}" : text
    guard holdsTag(template) else { return .string(text) }
    do {
      let source = SourceFile(path: span?.file.path ?? "argument", text: template)
      let mayConvert = template.containsBytes(of: "as_")
      let environment = mayConvert ? converting(scope.environment) : scope.environment
      let pieces = try environment.compile(source).renderPieces(context.rendering)
      // One piece keeps its type; several become text, as in YAML values.
      return pieces.count == 1 ? pieces[0] : .string(try pieces.map { try $0.text() }.joined())
    } catch var problem as Diagnostic {
      if let span { problem.span = span }
      throw problem
    } catch let problems as Diagnostics {
      throw Diagnostics(
        problems.all.map { problem in
          var copy = problem
          if let span { copy.span = span }
          return copy
        })
    }
  }

  private static func converting(_ environment: Jinja.Environment) -> Jinja.Environment {
    var copy = environment
    ConversionFilters.install(in: &copy)
    return copy
  }
}
