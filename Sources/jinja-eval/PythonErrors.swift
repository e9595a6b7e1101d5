/// The exceptions that Jinja2 raises where we have a code.
enum PythonErrors {
  static func name(of code: String, isRendering: Bool) -> String {
    switch code {
    case "template-syntax-error", "unknown-tag", "block-not-closed", "tag-not-closed":
      "TemplateSyntaxError"
    // What Python notices when it compiles what Jinja2 has made of the template.
    case "misplaced-loop-control", "repeated-argument": "SyntaxError"
    case "unknown-filter", "unknown-test":
      isRendering ? "TemplateRuntimeError" : "TemplateAssertionError"
    case "templates-not-found": "TemplatesNotFound"
    case "undefined-variable", "undefined-attribute": "UndefinedError"
    case "recursion-limit": "RecursionError"
    case "output-limit", "iteration-limit": "MemoryError"
    default:
      // type-error is TypeError, zero-division-error ZeroDivisionError …
      code.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
  }
}
