import Compilation
import Diagnostics
package import Expectations
import Graph
import PlainData
import Warehouse

extension NodeResult {
  /// What the schedule makes of it: a warning lets children run.
  var outcome: Schedule.Outcome {
    switch status {
    case .success, .pass, .warn, .noOp: .success
    case .error, .fail, .partialSuccess: .failed
    case .skipped: .skipped
    }
  }

  /// The first suite verdict that blocks what is downstream.
  package var blockingVerdict: SuiteVerdict? {
    suites.map(\.verdict).first { $0 != .passes }
  }

  /// Whether the session behind it can no longer be used.
  var lostConnection: Bool {
    diagnostics.contains { $0.code == "connection-failed" }
  }

  static func skipped(_ node: Node, because reason: String, at moment: Timestamp) -> NodeResult {
    NodeResult(
      uniqueID: node.uniqueID, status: .skipped, message: reason, started: moment,
      completed: moment, threadID: "", relationName: node.relation?.identifier)
  }

  /// A node that could not be done; `error` becomes diagnostics with places.
  static func failed(
    _ node: Node, _ error: any Error, started: Timestamp, thread: String,
    compiled: CompiledSQL? = nil, suites: [SuiteResult] = []
  ) -> NodeResult {
    let diagnostics = NodeFailure.diagnostics(of: error, in: node, compiled: compiled)
    return NodeResult(
      uniqueID: node.uniqueID, status: .error,
      message: FailureText.of(error, diagnostics, in: node), started: started,
      completed: Timestamp.now(), threadID: thread, compiledSQL: compiled?.text,
      relationName: node.relation?.identifier, diagnostics: diagnostics, suites: suites)
  }
}

/// What is said about a node that failed.
enum NodeFailure {
  static func diagnostics(of error: any Error, in node: Node, compiled: CompiledSQL?)
    -> [Diagnostic]
  {
    switch error {
    case let diagnostic as Diagnostic: [diagnostic.placed(at: node.span)]
    case let diagnostics as Diagnostics: diagnostics.all
    case let failure as DatabaseError: [failure.diagnostic(in: compiled, at: node.span)]
    case let block as BlockedBySuite: [Diagnostic(block)]
    case is CancellationError: [cancelled(node)]
    default: [Diagnostic(code: "node-failed", "\(error)", at: node.span)]
    }
  }

  private static func cancelled(_ node: Node) -> Diagnostic {
    Diagnostic(code: "cancelled", "`\(node.name)` was interrupted and rolled back")
  }
}
