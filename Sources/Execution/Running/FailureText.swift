import Compilation
import Diagnostics
import ProjectLoading
import Warehouse

/// What artifacts say of a node that failed, as dbt words it:
///
///     Compilation Error in model orders (models/orders.sql)
///       no model, seed or snapshot is named `ordrs`
package enum FailureText {
  static func of(_ error: any Error, _ diagnostics: [Diagnostic], in node: Node) -> String {
    let body = diagnostics.map(lines).joined(separator: "\n")
    let indented = body.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
    return "\(heading(of: error)) in \(node.type.dbtName) \(node.name) (\(node.file.path))\n"
      + indented
  }

  private static func heading(of error: any Error) -> String {
    switch error {
    case is DatabaseError: "Database Error"
    case let diagnostic as Diagnostic: heading(of: diagnostic.code)
    case let several as Diagnostics: heading(of: several.all.first?.code ?? "")
    default: "Runtime Error"
    }
  }

  private static func heading(of code: String) -> String {
    switch code {
    case "database-error", "database-conflict", "disk-full", "connection-failed": "Database Error"
    case "blocked-by-suite", "cancelled", "fail-fast-error", "unit-test-failed", "swift-model",
      "swift-model-data", "swift-model-program":
      "Runtime Error"
    default: "Compilation Error"
    }
  }

  private static func lines(of diagnostic: Diagnostic) -> String {
    ([diagnostic.message] + diagnostic.notes.map(\.message)).joined(separator: "\n")
  }
}
