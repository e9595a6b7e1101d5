import Diagnostics
import Jinja
import PlainData
import ProjectLoading

extension ManifestBuilder {
  /// The reference that a YAML value such as `ref('orders')` means.
  func reference(_ text: Located<String>, _ facts: NodeFacts) throws -> Reference {
    let collector = ParseCollector()
    let context = NodeContext(facts, scope: scope, mode: .parse(collector))
    let source = SourceFile(path: text.span.file.path, text: ReferenceText.expression(text.value))
    do {
      let expression = try scope.environment.compileExpression(source)
      _ = try expression.evaluate(context.rendering)
    } catch var problem as Diagnostic {
      problem.span = text.span
      throw problem
    } catch let problems as Diagnostics {
      throw Diagnostics(
        problems.all.map { problem in
          var copy = problem
          copy.span = text.span
          return copy
        })
    }
    guard let reference = collector.references.first else {
      throw Diagnostic(
        code: "expected-reference", "expected `ref('…')` or `source('…', '…')`", at: text.span)
    }
    return Reference(reference.target, at: text.span)
  }
}

enum ReferenceText {
  /// The expression of a text that may or may not be wrapped in braces.
  static func expression(_ text: String) -> String {
    let trimmed = text.trimmed
    guard trimmed.hasPrefix("{{"), trimmed.hasSuffix("}}") else { return trimmed }
    return String(trimmed.dropFirst(2).dropLast(2))
  }

  /// Whether a test's argument is a call although it has no braces, by dbt's rule.
  static func looksLikeCall(_ text: String) -> Bool {
    let trimmed = text.trimmed
    guard trimmed.hasSuffix(")"), let open = trimmed.firstIndex(of: "(") else { return false }
    let name = String(trimmed[..<open]).trimmed
    return ["env_var", "ref", "var", "source", "doc"].contains(name)
  }
}
