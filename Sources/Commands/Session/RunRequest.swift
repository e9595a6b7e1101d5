import Compilation
import Diagnostics
import Execution
import Graph
import PlainData
import ProjectLoading

/// A run as a subcommand wants it; all commands that touch the warehouse go through here.
struct RunRequest {
  let session: ProjectSession
  var options: RunOptions
  /// nil: what the selection options say.
  var nodes: NodeSet?

  init(_ session: ProjectSession, options: RunOptions, nodes: NodeSet? = nil) {
    self.session = session
    self.options = options
    self.nodes = nodes
  }

  /// Runs, writes the artifacts and prints the summary.
  func perform() async throws -> ExitCode {
    let console = session.console
    console.emit(.found(counts: session.manifest.counts))
    let plan = RunPlan(
      session.graph, selected: try nodes ?? session.selected(), suites: session.suites,
      options: options)
    guard !plan.nodes.isEmpty else {
      console.emit(.message(.warn, "Nothing to do: no enabled node matches the selection"))
      try RunArtifacts(session).write(session.emptyRecord(command: options.command))
      return .success
    }
    let record = try await InterruptMonitor.run { try await run(plan) }
    // Said before anything is written: on a full disk, the reason of a failure must not be lost.
    console.emit(.finished(record))
    RunSummary(session).print(record)
    try RunArtifacts(session).write(record)
    try await RunOutputs(session).write(record)
    if record.wasCancelled { return .unusable }
    return record.hasFailures ? .failure : .success
  }

  private func run(_ plan: RunPlan) async throws -> RunRecord {
    let relations = RelationCache()
    let runner = NodeRunner(
      manifest: session.manifest, suites: session.suites, options: options, relations: relations,
      warehouse: session.warehouse, sink: session.console,
      projectFolder: session.project.root.folder)
    let preparation = WarehousePreparation(runner: runner, warehouse: session.warehouse)
    try await preparation.perform(for: plan)
    session.console.emit(
      .concurrency(threads: options.threads, target: session.project.profile.target))
    let engine = RunEngine(
      plan, runner: runner, warehouse: session.warehouse, sink: session.console)
    var record = await engine.run(invocationID: session.invocation.id)
    record = await preparation.finish(record)
    return record
  }
}

extension ProjectSession {
  fileprivate func emptyRecord(command: String) -> RunRecord {
    RunRecord(
      invocationID: invocation.id, command: command, started: invocation.started,
      completed: .now(), results: [])
  }
}

extension Manifest {
  /// How many resources of each kind there are, as dbt's first line says.
  var counts: [(kind: String, count: Int)] {
    let kinds: [(String, (Node) -> Bool)] = [
      ("model", { $0.type == .model || $0.type == .swiftModel }),
      ("seed", { $0.type == .seed }), ("snapshot", { $0.type == .snapshot }),
      ("data test", { $0.type == .test }), ("source", { $0.type == .source }),
      ("analysis", { $0.type == .analysis }), ("exposure", { $0.type == .exposure }),
    ]
    return kinds.map { kind, matches in (kind: kind, count: all.count(where: matches)) }
      .filter { $0.count > 0 }
  }
}
