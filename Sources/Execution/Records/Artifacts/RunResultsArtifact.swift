import Artifacts
package import Compilation
package import PlainData

extension RunResults {
  /// The record as dbt's `run_results.json` has it.
  package init(of record: RunRecord, manifest: Compilation.Manifest, arguments: PlainMap) {
    self.init(
      ArtifactMetadata(of: manifest.scope.invocation),
      results: record.results.map { Artifacts.NodeResult($0, manifest[$0.uniqueID]) },
      elapsedTime: record.seconds,
      arguments: arguments)
  }
}

extension Artifacts.NodeResult {
  init(_ result: NodeResult, _ node: Node?) {
    self.init(result.uniqueID, ResultStatus(result.status))
    threadID = result.threadID
    executionTime = result.seconds
    message =
      result.status == .error
      ? ErrorText.message(of: result.diagnostics, node) ?? result.message : result.message
    failures = result.failures
    relationName = result.relationName
    compiled = result.compiledSQL == nil ? nil : true
    compiledCode = result.compiledSQL
    if let batches = result.batches { batchResults = batches.plain }
    guard result.status != .skipped else { return }
    let middle = (result.compiled ?? result.started).iso8601
    timing = [
      Timing(name: "compile", startedAt: result.started.iso8601, completedAt: middle),
      Timing(name: "execute", startedAt: middle, completedAt: result.completed.iso8601),
    ]
    // A test's own message is its verdict; the warehouse answered with the one row of the count.
    let isTest = node?.type == .test
    let answer = isTest ? "SELECT 1" : result.message
    adapterResponse = ["_message": .string(answer)]
    if let code = answer.split(separator: " ").first {
      adapterResponse["code"] = .string(String(code))
    }
    if let rows = isTest ? 1 : result.rowsAffected { adapterResponse["rows_affected"] = .int(rows) }
  }
}

extension ResultStatus {
  fileprivate init(_ status: NodeStatus) {
    self =
      switch status {
      case .success: .success
      case .error: .error
      case .skipped: .skipped
      case .pass: .pass
      case .fail: .fail
      case .warn: .warn
      case .noOp: .noOp
      case .partialSuccess: .partialSuccess
      }
  }
}
