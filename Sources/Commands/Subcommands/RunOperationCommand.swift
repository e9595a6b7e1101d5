import Artifacts
import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading
import Warehouse

/// Runs one macro, or one statement.
struct RunOperationCommand: Subcommand {
  static let spec = CommandSpec(
    "run-operation", summary: "run a macro, or one SQL statement",
    options: CommonOptions.execution + [
      OptionSpec(
        "--args", kind: .value(metavariable: "YAML"), readsEnvironment: false,
        help: "arguments of the macro, a YAML mapping: '{role: reporter}'"),
      OptionSpec(
        "--sql", kind: .value(metavariable: "SQL"), readsEnvironment: false,
        help: "run this statement instead; it may hold Jinja"),
    ], positionals: ["MACRO"])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let arguments = input.arguments
    let name = arguments.positionals.first
    guard (name == nil) != (arguments.value("sql") == nil) else { throw Diagnostic.oneOf(name) }
    if arguments.value("sql") != nil, arguments.value("args") != nil {
      throw Diagnostic.conflict("args", "sql")
    }
    let session = try ProjectSession.open(input, command: "run-operation", console: console)
    let operation = try Operation(session, macro: name, sql: arguments.value("sql"))
    return try await operation.perform(try input.map("args", example: "{role: reporter}"))
  }
}

extension Diagnostic {
  fileprivate static func oneOf(_ name: String?) -> Diagnostic {
    name == nil
      ? Diagnostic(
        code: "missing-argument",
        "either a macro name or `--sql` must be passed to `run-operation`",
        help: ["swiftdbt run-operation grant_select --args '{role: reporter}'"])
      : .conflict("macro", "sql")
  }
}
