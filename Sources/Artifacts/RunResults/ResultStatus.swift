/// How a node ended, in dbt's words.
package enum ResultStatus: String, CaseIterable, Sendable {
  case success
  case error
  case skipped
  /// Some batches of a microbatch model failed.
  case partialSuccess = "partial success"
  /// Nothing had to be done: an exposure, a saved query without exports.
  case noOp = "no-op"
  case reused
  // Tests and freshness.
  case pass
  case fail
  case warn
  case runtimeError = "runtime error"

  /// Whether the run as a whole has failed (exit code 1).
  package var isFailure: Bool {
    switch self {
    case .error, .fail, .runtimeError, .partialSuccess: true
    case .success, .skipped, .noOp, .reused, .pass, .warn: false
    }
  }
}
