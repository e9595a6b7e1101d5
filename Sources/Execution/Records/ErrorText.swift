package import Compilation
package import Diagnostics
import PlainData
import ProjectLoading

/// Errors as text: our rendering, with dbt's kind of error above it where tools look for it.
package enum ErrorText {
  /// Every diagnostic with its place; what is no diagnostic as it describes itself.
  package static func rendered(_ error: any Error, usesColor: Bool = false) -> String {
    let renderer = DiagnosticRenderer(usesColor: usesColor)
    switch error {
    case let problem as Diagnostic: return renderer.render(problem)
    case let problems as Diagnostics:
      let count = problems.all.count { $0.severity == .error }
      return problems.all.map(renderer.render).joined(separator: "\n\n")
        + (count > 1 ? "\n\n\(count) errors" : "")
    case let headed as HeadedError:
      return headed.heading + "\n" + rendered(headed.cause, usesColor: usesColor)
    default: return "error: \(error)"
    }
  }

  /// dbt's words for the problems, where it has some of its own.
  package static func searchTexts(of error: any Error) -> [String] {
    switch error {
    case let problem as Diagnostic: problem.searchText.map { [$0] } ?? []
    case let problems as Diagnostics: problems.all.compactMap(\.searchText)
    default: []
    }
  }

  /// `Database Error in model orders (models/orders.sql)`, then the diagnostic.
  package static func ofResult(_ diagnostic: Diagnostic, _ node: Node?, usesColor: Bool = false)
    -> String
  {
    let text = DiagnosticRenderer(usesColor: usesColor).render(diagnostic)
    return heading(of: diagnostic, node).map { $0 + "\n" + text } ?? text
  }

  /// What run_results.json keeps of a failed node.
  package static func message(of diagnostics: [Diagnostic], _ node: Node?) -> String? {
    guard let first = diagnostics.first else { return nil }
    guard let heading = heading(of: first, node) else { return first.message }
    return ([heading, "  " + first.message] + place(of: first)).joined(separator: "\n")
  }

  private static func place(of diagnostic: Diagnostic) -> [String] {
    diagnostic.span.map { ["  at \($0.description)"] } ?? []
  }

  /// nil for failed tests and suites, which are no errors of the project.
  private static func heading(of diagnostic: Diagnostic, _ node: Node?) -> String? {
    guard let kind = kind(of: diagnostic) else { return nil }
    guard let node else { return kind + " Error" }
    return "\(kind) Error in \(node.type.dbtName) \(node.name) (\(node.file.path))"
  }

  private static func kind(of diagnostic: Diagnostic) -> String? {
    switch diagnostic.code {
    case "test-failed", "blocked-by-suite", "cancelled": nil
    case "database-error", "connection-failed": "Database"
    default: "Compilation"
    }
  }
}

extension LogEntry {
  /// What ends a command before its work is done.
  package static func failure(_ error: any Error, usesColor: Bool) -> LogEntry {
    let found = ErrorText.searchTexts(of: error).map { $0 + "\n\n" }.joined()
    let text = found + ErrorText.rendered(error, usesColor: usesColor)
    return LogEntry(
      "MainEncounteredError", "Z002", .error, "Encountered an error:\n" + text,
      data: ["exc": .string(ErrorText.rendered(error))])
  }
}
