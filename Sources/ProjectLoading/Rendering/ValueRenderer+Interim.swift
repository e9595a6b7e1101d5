import Diagnostics
import PlainData

extension ValueRenderer {
  init(_ context: ValueContext) {
    self.init { (template: String, span: Span) throws(Diagnostic) -> PlainValue in
      var text = template[...]
      var parts: [PlainValue] = []
      while let open = text.firstRange(of: "{{"), let close = text.firstRange(of: "}}") {
        if open.lowerBound > text.startIndex {
          parts.append(.string(String(text[..<open.lowerBound])))
        }
        let body = text[open.upperBound..<close.lowerBound].filter { $0 != " " }
        parts.append(try Self.value(body, context, span))
        text = text[close.upperBound...]
      }
      if !text.isEmpty { parts.append(.string(String(text))) }
      if parts.count == 1 { return parts[0] }
      return .string(parts.map { $0.string ?? "" }.joined())
    }
  }

  static func value(_ body: String, _ context: ValueContext, _ span: Span) throws(Diagnostic)
    -> PlainValue
  {
    if body.hasPrefix("target.") { return context.target?[String(body.dropFirst(7))] ?? .null }
    let parts = body.split(whereSeparator: { "(),'\"".contains($0) }).map(String.init)
    guard parts.count > 1, ["env_var", "var"].contains(parts[0]), body.hasSuffix(")") else {
      throw Diagnostic(
        code: "template", "only `env_var`, `var` and `target` are known here", at: span)
    }
    let other: PlainValue? = parts.count > 2 ? .string(parts[2]) : nil
    do throws(Diagnostic) {
      if parts[0] == "env_var" { return try context.environmentVariable(parts[1], default: other) }
      return try context.variable(parts[1], default: other)
    } catch { throw error.placed(at: span) }
  }
}
