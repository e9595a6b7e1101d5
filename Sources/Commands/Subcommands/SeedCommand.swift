import Compilation
import Execution

/// Seeds: CSV files of the project into tables.
struct SeedCommand: Subcommand {
  static let spec = CommandSpec(
    "seed", summary: "load the project's CSV seeds into tables",
    options: CommonOptions.selection + CommonOptions.execution + [
      CommonOptions.fullRefresh, CommonOptions.empty,
      OptionSpec("--show", readsEnvironment: false, help: "print the first rows of each seed"),
    ])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "seed", console: console)
    return try await RunRequest(session, options: session.runOptions("seed", types: [.seed]))
      .perform()
  }
}
