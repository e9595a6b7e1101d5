import Artifacts
import Compilation
import Diagnostics
import Execution
import Graph
import PlainData
import ProjectLoading

/// Runs again what failed or was skipped in the last command, with that command's options.
struct RetryCommand: Subcommand {
  static let spec = CommandSpec(
    "retry", summary: "run again what failed in the last command, with its options",
    discussion: "The last command is read from run_results.json in the target folder or --state.",
    options: CommonOptions.execution + [CommonOptions.fullRefresh])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let previous = try PreviousCommand(input)
    guard let command = CommandLineTool.subcommand(named: previous.name) else {
      throw Diagnostic(
        code: "no-retry", "`\(previous.name)` cannot be retried",
        help: ["run, build, test, seed, snapshot, compile, clone and run-operation can"])
    }
    return try await command.run(try previous.input(for: command), console: console)
  }
}

/// The last command as run_results.json keeps it.
struct PreviousCommand {
  let name: String
  private let results: RunResults
  private let now: CommandInput

  private static let retried: Set<ResultStatus> = [
    .error, .fail, .skipped, .runtimeError, .partialSuccess,
  ]
  /// Options that the last command's own values never replace.
  private static let current: Set<String> = [
    "log-path", "profiles-dir", "project-dir", "defer-state", "target-path", "warn-error", "state",
  ]

  /// Throws: `no-state` when nothing has been run.
  init(_ input: CommandInput) throws {
    now = input
    let outline = try ProjectLoader.outline(try input.loadOptions())
    let folder =
      input.arguments.value("state").map {
        FilePath.absolute($0, from: input.currentDirectory)
      }
      ?? FilePath.absolute(
        input.arguments.value("target-path") ?? outline.settings.paths.target, from: outline.folder)
    guard let plain = try ArtifactFile.read(folder + "/run_results.json") else {
      throw Diagnostic(
        code: "no-state", "could not find previous run in '\(folder)' target directory",
        help: ["`retry` repeats the last command that ran nodes"])
    }
    results = RunResults(reading: plain)
    let which = results.arguments["which"]?.string ?? "run"
    name = which == "generate" ? "docs generate" : which
  }

  /// The last command's options, with what this command line says now.
  func input(for command: any Subcommand.Type) throws -> CommandInput {
    let options = command.spec.options + GlobalOptions.all
    var arguments = ParsedArguments()
    for option in options where !Self.current.contains(option.key) {
      let key = option.flagName.lowercased()
      restore(option, results.arguments[key], into: &arguments)
    }
    arguments.positionals = results.arguments["macro"]?.string.map { [$0] } ?? []
    let given = now.arguments
    for key in Self.current.union(["vars", "threads"]) {
      if let values = given.values[key] { arguments.values[key] = values }
      if let flag = given.flags[key] { arguments.flags[key] = flag }
    }
    if let flag = given.flags["full-refresh"] { arguments.flags["full-refresh"] = flag }
    var input = CommandInput(
      options: options, arguments: arguments, currentDirectory: now.currentDirectory,
      environment: now.environment, words: now.words, tool: now.tool,
      projectFlags: now.projectFlags,
      logFolder: now.logFolder)
    input.keeper = now.keeper
    input.retried = retriedNodes
    return input
  }

  private var retriedNodes: Set<String> {
    var statuses = Self.retried
    if now.arguments.isSet("warn-error") { statuses.insert(.warn) }
    return Set(
      results.results.filter { statuses.contains($0.status) }.map(\.uniqueID)
        .filter { name == "run-operation" || !$0.hasPrefix("operation.") })
  }

  private func restore(
    _ option: OptionSpec, _ value: PlainValue?, into arguments: inout ParsedArguments
  ) {
    switch (option.kind, value) {
    case (.flag, .bool(let flag)?): arguments.flags[option.key] = flag
    case (.values, .list(let items)?):
      let texts = items.compactMap(\.string)
      if !texts.isEmpty { arguments.values[option.key] = texts }
    case (_, .map(let map)?): arguments.values[option.key] = [JSON.text(.map(map))]
    case (_, .string(let text)?): arguments.values[option.key] = [text]
    case (_, .int(let number)?): arguments.values[option.key] = [String(number)]
    default: break
    }
  }
}
