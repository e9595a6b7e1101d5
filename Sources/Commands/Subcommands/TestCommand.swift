import Compilation
import Execution

/// Data tests, on what stands in the warehouse.
struct TestCommand: Subcommand {
  static let spec = CommandSpec(
    "test", summary: "run data tests on what has been built, and unit tests",
    options: CommonOptions.selection + CommonOptions.resourceTypes + CommonOptions.execution
      + CommonOptions.tests)

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "test", console: console)
    return try await RunRequest(
      session, options: session.runOptions("test", types: [.test, .unitTest])
    )
    .perform()
  }
}
