import Compilation
import Diagnostics
import Execution
import Expectations
import Graph
import PlainData
import Warehouse

/// Runs suites on what stands in the warehouse.
struct ValidateCommand: Subcommand {
  static let spec = CommandSpec(
    "validate", summary: "run quality suites on what has been built",
    discussion: """
      --select takes node selectors and suite:NAME. --plan prints the statements and the number of
      scans for each relation and runs no check; of partitioned relations it asks which parts changed.
      """,
    options: CommonOptions.selection + CommonOptions.execution + CommonOptions.tests + [
      OptionSpec(
        "--checkpoint", kind: .value(metavariable: "NAME"), help: "only the suites of a checkpoint"),
      OptionSpec("--plan", help: "print statements and scans, run nothing"),
    ])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "validate", console: console)
    let chosen = try SuiteChoice(session).suites()
    if input.arguments.isSet("plan") {
      return try await Validation(session).printPlan(of: chosen)
    }
    return try await Validation(session).perform(chosen)
  }
}
