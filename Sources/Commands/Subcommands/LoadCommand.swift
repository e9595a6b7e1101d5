import Compilation
import Execution

/// Raw files that sources declare, into raw tables.
struct LoadCommand: Subcommand {
  static let spec = CommandSpec(
    "load", summary: "stream the files that sources declare into raw tables",
    discussion: """
      Files are loaded as text, with the columns _source_file, _line and _loaded_at. Malformed lines
      go to <table>_rejected with the reason. A file that was loaded before is not loaded again
      unless its content has changed.
      """,
    options: CommonOptions.selection + CommonOptions.execution)

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "load", console: console)
    let options = session.runOptions("load", types: [.source], loadsFiles: true)
    return try await RunRequest(session, options: options).perform()
  }
}
