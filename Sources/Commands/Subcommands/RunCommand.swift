import Compilation
import Execution

/// Models, guarded by their suites.
struct RunCommand: Subcommand {
  static let spec = CommandSpec(
    "run", summary: "build models; suites guard what is published",
    options: CommonOptions.selection + CommonOptions.models + CommonOptions.execution)

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "run", console: console)
    let options = session.runOptions("run", types: [.model, .swiftModel], runsSuites: true)
    return try await RunRequest(session, options: options).perform()
  }
}
