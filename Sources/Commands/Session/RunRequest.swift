import Compilation
import Diagnostics
import Execution
import Graph
import PlainData
import ProjectLoading

/// A run as a subcommand wants it; all commands that touch the warehouse go through here.
struct RunRequest {
  private let original: ProjectSession
  var options: RunOptions
  /// nil: what the selection options say.
  var nodes: NodeSet?
  /// What the command prints of the run, before the artifacts are written.
  var afterwards: @Sendable (RunRecord) async throws -> Void = { _ in }

  init(_ session: ProjectSession, options: RunOptions, nodes: NodeSet? = nil) {
    original = session
    self.options = options
    self.nodes = nodes
  }

  /// Runs, writes the artifacts and prints the summary.
  func perform() async throws -> ExitCode {
    let console = original.console
    console.emit(.found(counts: original.manifest.counts))
    let selected = try nodes ?? original.selected()
    let session =
      try await Deferral(original)?.applied(keeping: selected) ?? original
    let options = options.naming(selected.compactMap { session.graph.node($0) })
    let plan = RunPlan(
      session.graph, selected: selected, suites: session.suites, options: options)
    guard !plan.nodes.isEmpty else {
      console.emit(.problem(.nothingToDo))
      try console.throwEscalated()
      try RunArtifacts(session).write(session.emptyRecord(command: options.command))
      return .success
    }
    let files = SQLFiles(RunArtifacts(session))
    let record = try await InterruptMonitor.run { try await run(plan, session, options, files) }
    // Said before anything is written: on a full disk, the reason of a failure must not be lost.
    console.emit(.finished(record))
    RunSummary(session).print(record)
    try await afterwards(record)
    try RunArtifacts(session).write(record, sql: false)
    try await files.finish(record.results)
    try await RunOutputs(session).write(record)
    if record.wasCancelled { return .unusable }
    return record.hasFailures ? .failure : .success
  }

  private func run(
    _ plan: RunPlan, _ session: ProjectSession, _ options: RunOptions, _ files: SQLFiles
  ) async throws -> RunRecord {
    let relations = RelationCache()
    let runner = NodeRunner(
      manifest: session.manifest, suites: session.suites, options: options, relations: relations,
      warehouse: session.warehouse, sink: session.console,
      projectFolder: session.project.root.folder)
    let preparation = WarehousePreparation(runner: runner, warehouse: session.warehouse)
    let hooks = try await preparation.perform(for: plan)
    session.console.emit(
      .concurrency(threads: options.threads, target: session.project.profile.target))
    var engine = RunEngine(
      plan, runner: runner, warehouse: session.warehouse, sink: session.console)
    engine.nodeEnded = files.add
    var record =
      hooks.contains { $0.status == .error }
      ? engine.skipAll(because: "on-run-start failed", invocationID: session.invocation.id)
      : await engine.run(invocationID: session.invocation.id)
    record.results = hooks + record.results
    return try await preparation.finish(record)
  }
}

extension ProjectSession {
  func emptyRecord(command: String) -> RunRecord {
    RunRecord(
      invocationID: invocation.id, command: command, started: invocation.started,
      completed: .now(), results: [])
  }
}

extension ProjectSession {
  /// A run of nothing, for what happens around one.
  var emptyPlan: RunPlan {
    RunPlan(graph, selected: [], suites: suites, options: runOptions("run", types: []))
  }
}

extension Diagnostic {
  fileprivate static let nothingToDo = Diagnostic(
    .warning, code: "nothing-to-do",
    "Nothing to do. Try checking your model configs and model specification args")
}

extension Manifest {
  /// How many resources of each kind there are, as dbt's first line says.
  var counts: [(kind: String, count: Int)] {
    var known: [ResourceType: Int] = [:]
    for node in all { known[node.type, default: 0] += 1 }
    func count(_ types: ResourceType...) -> Int { types.reduce(0) { $0 + (known[$1] ?? 0) } }
    let groups = project.packages.reduce(0) { $0 + $1.properties.groups.count }
    let found: [(kind: String, count: Int)] = [
      ("model", count(.model, .swiftModel)), ("seed", count(.seed)),
      ("snapshot", count(.snapshot)), ("data test", count(.test)), ("source", count(.source)),
      ("analysis", count(.analysis)), ("exposure", count(.exposure)), ("metric", count(.metric)),
      ("group", groups), ("semantic model", count(.semanticModel)),
      ("saved query", count(.savedQuery)), ("unit test", count(.unitTest)),
    ]
    return found.filter { $0.count > 0 }
  }
}

extension RunOptions {
  /// The options with the names of what is selected: `selected_resources` of templates.
  fileprivate func naming(_ selected: [Node]) -> RunOptions {
    var copy = self
    copy.selected = selected.filter { types.contains($0.type) }.map(\.uniqueID).sorted()
    return copy
  }
}
