import Diagnostics
import Jinja
import PlainData
import ProjectLoading

/// `var`: called for a value, asked by `var.has_var('x')`.
final class VariableObject: Object {
  private let context: NodeContext

  init(_ context: NodeContext) {
    self.context = context
  }

  var typeName: String { "var" }
  var isCallable: Bool { true }

  func call(_ call: Call) throws -> Value {
    var arguments = call.binder("var")
    let name = try arguments.string("name")
    let fallback = try arguments.optional("default")
    try arguments.finish()
    if let value = value(of: name) { return try rendered(value, name) }
    if let fallback { return fallback }
    // What a variable is worth matters when the node is compiled; until then dbt takes none for it.
    guard context.isExecuting else { return Value.none }
    throw Diagnostic(
      code: "undefined-var",
      "`\(context.facts.name)` needs the variable `\(name)`, which is not set", at: call.span,
      help: NearMiss.help(
        for: name, among: context.scope.project.variableNames(in: context.facts.package))
        + ["set it under `vars:` in dbt_project.yml, or with --vars '{\(name): value}'"])
  }

  /// A text with Jinja in it means what it renders to, as in dbt.
  private func rendered(_ value: PlainValue, _ name: String) throws -> Value {
    guard let text = value.string, text.contains("{{") || text.contains("{%") else {
      return Value(value)
    }
    let source = SourceFile(path: "var('\(name)')", text: text)
    let template = try context.scope.environment.compile(source)
    return .string(try template.render(context.rendering).text)
  }

  var memberNames: [String] { ["has_var"] }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    guard name == "has_var" else { return nil }
    var arguments = call.binder("has_var")
    return .bool(value(of: try arguments.string("var_name")) != nil)
  }

  private func value(of name: String) -> PlainValue? {
    context.scope.project.variable(name, in: context.facts.package)
  }
}
