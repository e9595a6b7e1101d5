import Compilation
import Execution

/// Seeds: CSV files of the project into tables.
struct SeedCommand: Subcommand {
  static let spec = CommandSpec(
    "seed", summary: "load the project's CSV seeds into tables",
    options: CommonOptions.selection + CommonOptions.execution + [
      CommonOptions.fullRefresh, CommonOptions.empty,
      OptionSpec("--show", readsEnvironment: false, help: "print some rows of each seed"),
    ])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "seed", console: console)
    var request = RunRequest(session, options: session.runOptions("seed", types: [.seed]))
    if input.arguments.isSet("show") {
      request.afterwards = { try await SeedSample(session).print($0) }
    }
    return try await request.perform()
  }
}
