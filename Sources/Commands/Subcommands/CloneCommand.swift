import Compilation
import Diagnostics
import Execution
import Graph
import PlainData
import ProjectLoading
import Warehouse

/// Views here of what an earlier manifest says is somewhere else.
struct CloneCommand: Subcommand {
  static let spec = CommandSpec(
    "clone", summary: "make views of the relations that the --state manifest names",
    options: CommonOptions.selection + CommonOptions.resourceTypes + CommonOptions.execution + [
      CommonOptions.fullRefresh
    ])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "clone", console: console)
    let folder = try StateFolder(deferring: session)
    // Where both are one folder, the manifest of this very command is the state, as in dbt.
    let relations =
      folder.isApart(from: session)
      ? try Deferral.relations(folder)
      : Dictionary(
        session.manifest.all.compactMap { node in node.relation.map { (node.uniqueID, $0) } },
        uniquingKeysWith: { first, _ in first })
    let nodes = try session.selected().compactMap { session.graph.node($0) }
      .filter { $0.type.isReferable && !$0.isEphemeral }
    let cloning = Cloning(session, relations)
    let record = try await cloning.perform(nodes)
    console.emit(.finished(record))
    RunSummary(session).print(record)
    try RunArtifacts(session).write(record)
    return record.hasFailures ? .failure : .success
  }
}
