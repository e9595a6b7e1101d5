import Artifacts
package import Compilation
import Parallelism
package import PlainData
import Warehouse

extension RunResults {
  /// The record as dbt's `run_results.json` has it.
  package init(of record: RunRecord, manifest: Compilation.Manifest, arguments: PlainMap) {
    self.init(
      ArtifactMetadata(of: manifest.scope.invocation),
      results: record.results.parallelMap { result in
        let node = manifest[result.uniqueID]
        var entry = Artifacts.NodeResult(result, node, isExecuted: record.isExecuted)
        // dbt names relations of what it compiles.
        let relation = node.flatMap {
          $0.type != .seed && manifest.isPhysical($0) ? $0.relation : nil
        }
        entry.relationName = relation.map(manifest.scope.dialect.render)
        return entry
      },
      elapsedTime: record.seconds,
      arguments: arguments)
  }
}

extension Artifacts.NodeResult {
  /// - Parameter isExecuted: whether the warehouse was asked to do something.
  init(_ result: NodeResult, _ node: Node?, isExecuted: Bool) {
    self.init(result.uniqueID, ResultStatus(result.status))
    threadID = result.threadID
    executionTime = result.seconds
    let text =
      result.status == .error
      ? ErrorText.message(of: result.diagnostics, node) ?? result.message : result.message
    // What was skipped says why only where that is an error of a parent that is never run itself.
    let isSilent = text.isEmpty || result.status == .skipped && result.diagnostics.isEmpty
    message = isSilent ? result.status == .skipped ? result.answer : nil : text
    failures = result.failures ?? (result.batches != nil || result.status == .noOp ? 0 : nil)
    compiled = result.compiledSQL != nil ? true : node?.isTemplate == true ? false : nil
    compiledCode = result.compiledSQL
    // Each batch has SQL of its own; of the model, dbt keeps none.
    if let batches = result.batches {
      batchResults = batches.plain
      compiled = false
      compiledCode = nil
    }
    guard result.status != .skipped else { return }
    let middle = (result.compiled ?? result.started).iso8601
    timing = [
      Timing(name: "compile", startedAt: result.started.iso8601, completedAt: middle),
      Timing(name: "execute", startedAt: middle, completedAt: result.completed.iso8601),
    ]
    let isAnswered = [.success, .pass, .fail, .warn].contains(result.status)
    guard isExecuted || result.answer != nil, isAnswered, result.batches == nil else { return }
    // A test's own message is its verdict; the warehouse answered with the one row of the count.
    let isTest = node?.type == .test
    let answer = result.answer ?? (isTest ? "SELECT 1" : result.message)
    guard !answer.isEmpty else { return }
    adapterResponse = ["_message": .string(answer)]
    let words = answer.split(separator: " ").filter { !$0.allSatisfy(\.isNumber) }
    adapterResponse["code"] = .string(words.joined(separator: " "))
    // PostgreSQL's driver counts -1 rows where a statement has none.
    let isStatement = answer.utf8.first.map { (0x41...0x5A).contains($0) } == true
    if let rows = isTest && result.answer == nil
      ? 1 : result.rowsAffected ?? (isStatement ? -1 : nil)
    {
      adapterResponse["rows_affected"] = .int(rows)
    }
  }
}

extension Node {
  /// Whether it is made by rendering a template.
  fileprivate var isTemplate: Bool {
    switch body {
    case .template, .genericTest: true
    default: false
    }
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
