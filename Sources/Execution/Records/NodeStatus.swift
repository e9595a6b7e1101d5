/// How a node ended, in dbt's words.
package enum NodeStatus: String, Hashable, Sendable {
  case success, error, skipped
  case pass, fail, warn
  case noOp = "no-op"
  /// Some batches of a microbatch model failed.
  case partialSuccess = "partial success"

  /// Whether the run exits non-zero because of it.
  package var isFailure: Bool { [.error, .fail, .partialSuccess].contains(self) }
}
