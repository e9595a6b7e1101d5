import Artifacts
import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading
import Warehouse

/// How old the newest rows of sources are.
struct SourceFreshnessCommand: Subcommand {
  static let spec = CommandSpec(
    "source freshness", aliases: ["source snapshot-freshness"],
    summary: "check how old the newest rows of sources are",
    options: CommonOptions.selection + CommonOptions.execution + [
      OptionSpec(
        "--output", "-o", kind: .value(metavariable: "FILE"), readsEnvironment: false,
        help: "where to write the results (target/sources.json)")
    ])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "freshness", console: console)
    if let path = input.arguments.value("output") {
      console.emit(.problem(.ownOutput(path)))
      try console.throwEscalated()
    }
    let nodes = try session.selected([.source]).compactMap { session.graph.node($0) }
      .filter(FreshnessRun.isLimited)
    session.announceWork()
    if nodes.isEmpty { console.emit(.problem(.nothingSelected)) }
    let started = Timestamp.now()
    let outcomes = try await check(nodes, session)
    let results = FreshnessResults(
      ArtifactMetadata(of: session.invocation), results: outcomes.map(\.entry),
      elapsedTime: Timestamp.now().seconds(since: started))
    try ArtifactFile.write(to: path(session)) { results.write(to: &$0) }
    try RunArtifacts(session).writeManifest(compiled: [:])
    for outcome in outcomes { tell(outcome, console) }
    console.emit(LogEntry("FreshnessCheckComplete", "Q003", .info, "Done."))
    return outcomes.contains { $0.status.isFailure } ? .failure : .success
  }

  /// Between the project's hooks, unless a flag of dbt_project.yml keeps them out.
  private static func check(_ nodes: [Node], _ session: ProjectSession) async throws
    -> [FreshnessOutcome]
  {
    let run = FreshnessRun(
      session.manifest, warehouse: session.warehouse, sink: session.console)
    let threads = session.project.profile.threads
    let preparation = WarehousePreparation(
      runner: session.nodeRunner, warehouse: session.warehouse)
    let hooks = session.input.projectFlags["source_freshness_run_project_hooks"]?.bool ?? true
    let hasHooks = !(session.manifest.hooks.all).isEmpty
    if !hooks, hasHooks { session.console.emit(.problem(.withoutHooks)) }
    do {
      var record = session.emptyRecord(command: "freshness")
      if hooks {
        record.results = try await preparation.perform(for: session.emptyPlan)
        try record.results.throwFailure()
      }
      let outcomes = try await run.check(nodes, threads: threads)
      record.results += outcomes.map(\.result)
      record.completed = .now()
      if hooks {
        let described = outcomes.compactMap { outcome in
          session.manifest[outcome.uniqueID].map(outcome.described)
        }
        record = try await preparation.finish(record, results: described)
      }
      RunSummary(session).printEnd(of: record)
      try record.results.filter { session.manifest[$0.uniqueID] == nil }.throwFailure()
      return outcomes
    } catch let error as DatabaseError {
      throw error.diagnostic(in: nil, at: session.project.profile.settings.span)
    }
  }

  private static func path(_ session: ProjectSession) -> String {
    session.input.arguments.value("output").map {
      FilePath.absolute($0, from: session.project.root.folder)
    } ?? session.targetFolder + "/sources.json"
  }

  private static func tell(_ outcome: FreshnessOutcome, _ console: Console) {
    guard let problem = outcome.problem else { return }
    console.emit(.message(.info, ""))
    console.emit(
      LogEntry(
        "RunResultFailure", "Z022", .error,
        "Failure in source \(outcome.sourceName).\(outcome.tableName)",
        data: ["node_info": ["unique_id": .string(outcome.uniqueID)]]))
    console.emit(.problem(problem))
  }
}

extension [Execution.NodeResult] {
  /// A hook that fails fails the command.
  fileprivate func throwFailure() throws(Diagnostic) {
    for result in self {
      if let diagnostic = result.diagnostics.first { throw diagnostic }
    }
  }
}

extension Diagnostic {
  fileprivate static func ownOutput(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "freshness-output", "`--output \(path)` is deprecated",
      help: ["`--target-path` says where artifacts go"])
  }

  fileprivate static var withoutHooks: Diagnostic {
    Diagnostic(
      .warning, code: "freshness-without-hooks",
      "the project's hooks do not run, as the flag `source_freshness_run_project_hooks` says")
  }
}
