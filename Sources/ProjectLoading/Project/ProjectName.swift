import Diagnostics

/// What a project may be called: dbt refuses names that its templates use.
enum ProjectName {
  static func problems(_ name: Located<String>) -> [Diagnostic] {
    if !isIdentifier(name.value) { return [.notIdentifier(name)] }
    return reserved.contains(name.value) ? [.reserved(name)] : []
  }

  /// Letters, digits and `_`, not beginning with a digit.
  private static func isIdentifier(_ name: String) -> Bool {
    name.first.map { !$0.isNumber } ?? false
      && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  private static let reserved: Set<String> = [
    "_sql_results", "adapter", "api", "column", "config", "context", "database", "env", "env_var",
    "exceptions", "execute", "flags", "fromjson", "fromyaml", "graph", "invocation_id",
    "load_agate_table", "load_result", "log", "model", "modules", "post_hooks", "pre_hooks", "ref",
    "render", "return", "run_started_at", "schema", "source", "sql", "sql_now", "store_result",
    "store_raw_result", "target", "this", "tojson", "toyaml", "try_or_compiler_error", "var",
    "write",
  ]
}

extension Diagnostic {
  fileprivate static func notIdentifier(_ name: Located<String>) -> Diagnostic {
    let fixed = name.value.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
    return Diagnostic(
      code: "project-name",
      "a project's name takes letters, digits and `_`, and does not begin with a digit",
      at: name.span, help: fixed == name.value ? [] : ["`\(fixed)` would do"])
  }

  fileprivate static func reserved(_ name: Located<String>) -> Diagnostic {
    Diagnostic(
      code: "project-name", "`\(name.value)` is reserved for templates and names no project",
      at: name.span)
  }
}
