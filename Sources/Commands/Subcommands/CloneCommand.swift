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
    guard folder.isApart(from: session) else { return .failure }
    let relations = try Deferral.relations(folder)
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
