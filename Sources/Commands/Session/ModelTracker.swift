import Artifacts
import Compilation
import Diagnostics
import Execution
import PlainData
import Warehouse

/// Remembers what Swift models were asked and how good they were: in the warehouse, in
/// target/model_runs.json, and in target/mlruns for MLflow.
struct ModelTracker {
  private let session: ProjectSession

  init(_ session: ProjectSession) {
    self.session = session
  }

  func track(_ record: RunRecord) async throws {
    let runs = record.results.compactMap {
      ModelRunFacts($0, of: session.manifest, runID: session.invocation.id)
    }
    guard !runs.isEmpty, session.input.arguments.flag("write-json") ?? true else { return }
    try write(runs)
    try await keepHistory(of: runs)
  }

  private func write(_ runs: [ModelRunFacts]) throws {
    let document: PlainMap = [
      "run_id": .string(session.invocation.id), "models": .list(runs.map(\.plain)),
    ]
    try ArtifactFile.write(to: session.targetFolder + "/model_runs.json") {
      $0.write(map: document)
    }
    for run in runs {
      for file in MLflowRun(run, root: session.targetFolder + "/mlruns").files {
        try ArtifactFile.write(Array(file.text.utf8), to: file.path)
      }
    }
  }

  /// A history that cannot be written is reported and changes no verdict.
  private func keepHistory(of runs: [ModelRunFacts]) async throws {
    let table = ModelRunTable(targetSchema: session.manifest.scope.target.schema)
    do {
      try await Connection(to: session.warehouse).run { connection in
        try table.append(runs, on: connection)
      }
    } catch let error as DatabaseError {
      var problem = error.diagnostic(in: nil, at: nil)
      problem.severity = .warning
      session.console.emit(.problem(problem.noting("the history of models was not written")))
    }
  }
}

extension ModelRunFacts {
  fileprivate var plain: PlainValue {
    .map([
      "node": .string(node), "model": .string(model), "succeeded": .bool(succeeded),
      "started_at": .string(started.iso8601), "completed_at": .string(completed.iso8601),
      "parameters": .map(PlainMap(parameters.map { ($0.name, .string($0.text)) })),
      "facts": .map(PlainMap(facts.map { ($0.name, .string($0.text)) })),
      "metrics": .map(PlainMap(metrics.map { ($0.name, .double($0.value)) })),
    ])
  }
}
