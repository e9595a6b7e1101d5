import Compilation
import Execution

/// Everything: files, seeds, models, tests and suites, in the order of the graph.
struct BuildCommand: Subcommand {
  static let spec = CommandSpec(
    "build", summary: "load files, build seeds and models, run tests and suites, in graph order",
    options: CommonOptions.selection + CommonOptions.resourceTypes + CommonOptions.models
      + CommonOptions.execution
      + CommonOptions.tests)

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "build", console: console)
    let options = session.runOptions(
      "build",
      types: [
        .model, .swiftModel, .seed, .snapshot, .test, .unitTest, .function, .exposure, .savedQuery,
      ], runsSuites: true,
      loadsFiles: true)
    return try await RunRequest(session, options: options).perform()
  }
}
