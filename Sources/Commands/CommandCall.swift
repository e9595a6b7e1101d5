import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading

/// One command line that fits its command, ready to be performed.
struct CommandCall {
  let command: any Subcommand.Type
  var input: CommandInput

  /// Throws: what is wrong with the words, before anything is read of the project.
  init(
    _ command: any Subcommand.Type, _ rest: [String], words: [String], currentDirectory: String,
    environment: [String: String], tool: Tool = Tool()
  ) throws {
    self.command = command
    let options = command.spec.options + GlobalOptions.all
    let parser = ArgumentParser(options: options)
    var arguments = try parser.parse(rest)
    try Self.checkPositionals(arguments, of: command.spec)
    let environment = EnvironmentFile.completing(environment, in: currentDirectory)
    try parser.merge(environment: environment, into: &arguments)
    try Self.checkConflicts(arguments)
    var input = CommandInput(
      options: options, arguments: arguments, currentDirectory: currentDirectory,
      environment: environment, words: words, tool: tool)
    if let folder = arguments.value("project-dir"),
      !FileSystem.isFolder(FilePath.absolute(folder, from: currentDirectory))
    {
      throw Diagnostic(
        code: "project-not-found", "the folder `\(folder)` of `--project-dir` does not exist")
    }
    if let head = ProjectHead(input.place) {
      parser.merge(projectFlags: head.flags, into: &input.arguments)
      input.projectFlags = head.flags
      input.logFolder =
        input.arguments.value("log-path").map { FilePath.absolute($0, from: currentDirectory) }
        ?? FilePath.absolute(head.logPath ?? "logs", from: head.folder)
    }
    self.input = input
  }

  func perform() async -> ExitCode {
    let started = Timestamp.now()
    let console: Console
    do {
      console = try Console.standard(input, printsData: command.printsData)
    } catch {
      CommandLineTool.report(error, environment: input.environment)
      return .unusable
    }
    console.hide(input.environment.filter { $0.key.hasPrefix("DBT_ENV_SECRET_") }.map(\.value))
    announce(on: console)
    var code: ExitCode
    do {
      for warning in console.oldOptions + UsageWarnings(input: input).all {
        console.emit(.problem(warning))
      }
      try console.throwEscalated()
      code = try await command.run(input, console: console)
      try console.throwEscalated()
    } catch {
      console.emit(.failure(error, usesColor: console.usesColor))
      code = .unusable
    }
    console.summarizeDeprecations()
    finish(code, since: started, on: console)
    console.flush()
    return code
  }

  private func announce(on console: Console) {
    console.emit(
      LogEntry(
        "MainReportVersion", "A001", .info,
        "Running with dbt=\(Version.dbt) (swiftdbt \(Version.swiftdbt))",
        data: ["version": .string("=" + Version.dbt), "log_version": 3]))
    let arguments = input.flags(command: command.spec.name, threads: 0)
    console.emit(
      LogEntry(
        "MainReportArgs", "A002", .debug,
        "running dbt with arguments \(JSON.text(.map(arguments)))",
        data: ["args": .map(PlainMap(arguments.map { ($0.key, .string(Self.text($0.value))) }))]))
  }

  private static func text(_ value: PlainValue) -> String { value.string ?? JSON.text(value) }

  private func finish(_ code: ExitCode, since started: Timestamp, on console: Console) {
    let name = "dbt \(command.spec.name)"
    let seconds = Timestamp.now().seconds(since: started)
    let usage = ResourceUsage.current
    let level: LogLevel = input.arguments.isSet("show-resource-report") ? .info : .debug
    console.emit(
      LogEntry(
        "ResourceReport", "Z051", level, "Resource report: \(JSON.text(.map(usage)))", data: usage))
    let isGood = code == .success
    console.emit(
      LogEntry(
        "CommandCompleted", "Q039", .debug,
        "Command `\(name)` \(isGood ? "succeeded" : "failed") at \(Timestamp.now().utcTime) after \(ProgressText.seconds(seconds).dropLast()) seconds",
        data: [
          "command": .string(name), "success": .bool(isGood), "elapsed": .double(seconds),
          "completed_at": .string(Timestamp.now().iso8601),
        ]))
  }
}

extension CommandCall {
  private static func checkPositionals(_ arguments: ParsedArguments, of spec: CommandSpec) throws {
    guard !spec.takesManyPositionals, arguments.positionals.count > spec.positionals.count else {
      return
    }
    let extra = arguments.positionals[spec.positionals.count]
    throw Diagnostic(
      code: "unexpected-argument", "`swiftdbt \(spec.name)` takes no `\(extra)`",
      help: ["swiftdbt \(spec.name) --help shows what it takes"])
  }

  /// Options that exclude each other.
  private static func checkConflicts(_ arguments: ParsedArguments) throws {
    for (one, other) in [("select", "inline"), ("selector", "inline")]
    where arguments.values[one] != nil && arguments.values[other] != nil {
      throw Diagnostic.conflict(other, one)
    }
  }
}
