import Diagnostics
import Jinja
import PlainData
import ProjectLoading

extension ManifestBuilder {
  /// The reference that a YAML value such as `ref('orders')` means.
  func reference(_ text: Located<String>, _ facts: NodeFacts) throws -> Reference {
    let collector = ParseCollector()
    let context = NodeContext(facts, scope: scope, mode: .parse(collector))
    defer { context.release() }
    let source = SourceFile(path: text.span.file.path, text: ReferenceText.expression(text.value))
    do {
      let expression = try scope.environment.compileExpression(source)
      if let written = LiteralReference.target(of: expression) {
        return Reference(written, at: text.span)
      }
      _ = try expression.evaluate(context.rendering)
    } catch {
      throw error.moved(to: text.span)
    }
    guard let reference = collector.references.first else {
      throw Diagnostic(
        code: "expected-reference", "expected `ref('…')` or `source('…', '…')`", at: text.span)
    }
    return Reference(reference.target, at: text.span)
  }
}

/// A reference whose names are written as texts.
enum LiteralReference {
  static func target(of expression: Expression) -> Reference.Target? {
    let calls = expression.staticCalls(to: ["ref", "source", "metric", "function"])
    guard calls.count == 1, let call = calls.first, !call.hasSpreadArguments else { return nil }
    let names = call.arguments.filter { $0.name == nil }.compactMap { $0.value?.string }
    let keywords = call.arguments.filter { $0.name != nil }
    guard names.count + keywords.count == call.arguments.count,
      let name = names.last, names.count <= 2
    else { return nil }
    let package = names.count == 2 ? names[0] : nil
    switch call.function {
    case "ref":
      guard keywords.allSatisfy({ ["v", "version"].contains($0.name) && $0.value != nil }) else {
        return nil
      }
      return .ref(package: package, name: name, version: keywords.first?.value)
    case "source": return package.map { .source(name: $0, table: name) }
    case "metric": return keywords.isEmpty ? .metric(package: package, name: name) : nil
    case "function": return keywords.isEmpty ? .function(package: package, name: name) : nil
    default: return nil
    }
  }
}

enum ReferenceText {
  /// The expression of a text that may or may not be wrapped in braces.
  static func expression(_ text: String) -> String {
    let trimmed = text.stripped
    guard trimmed.hasPrefix("{{"), trimmed.hasSuffix("}}") else { return trimmed }
    return String(trimmed.dropFirst(2).dropLast(2))
  }

  /// Whether a test's argument is a call although it has no braces, by dbt's rule.
  static func looksLikeCall(_ text: String) -> Bool {
    let trimmed = text.stripped
    guard trimmed.hasSuffix(")"), let open = trimmed.firstIndex(of: "(") else { return false }
    let name = String(trimmed[..<open]).stripped
    return ["env_var", "ref", "var", "source", "doc"].contains(name)
  }
}
