/// How a node ended, in dbt's words.
package enum NodeStatus: String, Hashable, Sendable {
  case success, error, skipped
  case pass, fail, warn
  case noOp = "no-op"

  /// Whether the run exits non-zero because of it.
  package var isFailure: Bool { self == .error || self == .fail }
}
