import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading
import Warehouse

/// Says which project, profile and connection would be used, and whether the connection works.
struct DebugCommand: Subcommand {
  static let spec = CommandSpec(
    "debug", summary: "check the project, the profile and the connection",
    options: [
      OptionSpec("--connection", readsEnvironment: false, help: "check the connection only"),
      OptionSpec(
        "--config-dir", readsEnvironment: false, help: "print the folder of profiles.yml only"),
    ])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let inspection = Inspection(input, console)
    if input.arguments.isSet("config-dir") {
      inspection.printConfigurationFolder()
      return .success
    }
    return await inspection.perform(
      onlyConnection: input.arguments.isSet("connection")) ? .success : .failure
  }
}
