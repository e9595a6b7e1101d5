import Compilation
import Diagnostics
import Execution

/// The tool as a whole: finds the subcommand, runs it, turns what went wrong into messages.
package enum CommandLineTool {
  static let subcommands: [any Subcommand.Type] = [
    BuildCommand.self, RunCommand.self, TestCommand.self, SeedCommand.self, LoadCommand.self,
    CompileCommand.self, ParseCommand.self, ListCommand.self, ShowCommand.self,
    ValidateCommand.self, LineageCommand.self, ReportCommand.self, DebugCommand.self,
    CleanCommand.self, InitCommand.self,
  ]

  /// Runs the tool with the words after its own name; returns what the process is to exit with.
  package static func run(
    _ words: [String], currentDirectory: String, environment: [String: String]
  ) async -> Int32 {
    do {
      return try await dispatch(words, currentDirectory, environment).rawValue
    } catch {
      report(
        error, usesColor: OutputStream.standardError.isTerminal && environment["NO_COLOR"] == nil)
      return ExitCode.unusable.rawValue
    }
  }

  private static func dispatch(
    _ words: [String], _ currentDirectory: String, _ environment: [String: String]
  ) async throws -> ExitCode {
    let out = OutputStream.standardOutput
    if words.isEmpty || words == ["--help"] || words == ["-h"] || words == ["help"] {
      out.writeLine(
        HelpText.overview(of: subcommands.map { $0.spec }, global: CommonOptions.global))
      return words.isEmpty ? .unusable : .success
    }
    if ["--version", "-V", "-v"].contains(words[0]) {
      out.writeLine("swiftdbt \(Version.swiftdbt) (follows dbt-core \(Version.dbt))")
      return .success
    }
    let (command, rest) = try find(words)
    let parser = ArgumentParser(options: command.spec.options + CommonOptions.global)
    if rest.contains("--help") || rest.contains("-h") {
      out.writeLine(HelpText.page(for: command.spec, global: CommonOptions.global))
      return .success
    }
    var arguments = try parser.parse(rest)
    try checkPositionals(arguments, of: command.spec)
    try parser.merge(environment: environment, into: &arguments)
    let input = CommandInput(
      arguments: arguments, currentDirectory: currentDirectory, environment: environment)
    let console = Console.standard(input, printsData: command.printsData)
    return try await command.run(input, console: console)
  }

  /// The subcommand is the first word that is not an option of every command or its value.
  private static func find(_ words: [String]) throws -> (any Subcommand.Type, [String]) {
    let parser = ArgumentParser(options: CommonOptions.global)
    for (index, word) in words.enumerated() where !word.hasPrefix("-") {
      guard let before = try? parser.parse(Array(words[..<index])), before.positionals.isEmpty
      else { continue }
      guard
        let command = subcommands.first(where: {
          $0.spec.name == word || $0.spec.aliases.contains(word)
        })
      else { throw Diagnostic.unknownCommand(word, known: subcommands.map { $0.spec.name }) }
      return (command, Array(words[..<index]) + Array(words[(index + 1)...]))
    }
    // Only options: the parser knows best what is wrong with them.
    _ = try parser.parse(words)
    throw Diagnostic(
      code: "missing-command", "a command is missing", help: ["swiftdbt --help lists the commands"])
  }

  private static func checkPositionals(_ arguments: ParsedArguments, of spec: CommandSpec) throws {
    guard !spec.takesManyPositionals, arguments.positionals.count > spec.positionals.count else {
      return
    }
    let extra = arguments.positionals[spec.positionals.count]
    throw Diagnostic(
      code: "unexpected-argument", "`swiftdbt \(spec.name)` takes no `\(extra)`",
      help: ["swiftdbt \(spec.name) --help shows what it takes"])
  }

  private static func report(_ error: any Error, usesColor: Bool) {
    let renderer = DiagnosticRenderer(usesColor: usesColor)
    let text: String
    switch error {
    case let problem as Diagnostic: text = renderer.render(problem)
    case let problems as Diagnostics:
      let count = problems.all.count { $0.severity == .error }
      text =
        problems.all.map(renderer.render).joined(separator: "\n\n")
        + (count > 1 ? "\n\n\(count) errors" : "")
    default: text = "error: \(error)"
    }
    OutputStream.standardError.writeLine(text)
  }
}

extension Diagnostic {
  fileprivate static func unknownCommand(_ word: String, known: [String]) -> Diagnostic {
    let nearest = NearMiss.help(for: word, among: known)
    return Diagnostic(
      code: "unknown-command", "there is no command `\(word)`",
      help: nearest.isEmpty ? ["swiftdbt --help lists the commands"] : nearest)
  }
}
