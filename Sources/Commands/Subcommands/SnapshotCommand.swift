import Compilation
import Execution

/// Snapshots: keeps the history of rows that change.
struct SnapshotCommand: Subcommand {
  static let spec = CommandSpec(
    "snapshot", summary: "note what has changed since the last snapshot",
    options: CommonOptions.selection + CommonOptions.execution + [CommonOptions.empty])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "snapshot", console: console)
    return try await RunRequest(
      session, options: session.runOptions("snapshot", types: [.snapshot])
    ).perform()
  }
}
