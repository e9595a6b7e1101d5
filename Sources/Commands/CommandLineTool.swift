import Compilation
import Diagnostics
import Execution

/// The tool as a whole: finds the subcommand, runs it, turns what went wrong into messages.
package enum CommandLineTool {
  static let subcommands: [any Subcommand.Type] = [
    BuildCommand.self, RunCommand.self, TestCommand.self, SeedCommand.self, SnapshotCommand.self,
    LoadCommand.self, CompileCommand.self, ParseCommand.self, ListCommand.self, ShowCommand.self,
    SourceFreshnessCommand.self, RunOperationCommand.self, RetryCommand.self, CloneCommand.self,
    DocsGenerateCommand.self, DocsServeCommand.self, ValidateCommand.self,
    ExpectationsGenerateCommand.self, ExpectationsImportCommand.self,
    LineageCommand.self,
    ReportCommand.self, DebugCommand.self, CleanCommand.self, DepsCommand.self,
    InitCommand.self, SimulateCommand.self,
  ]

  /// Runs the tool with the words after its own name; returns what the process is to exit with.
  ///
  /// - Parameter keeper: of a process that ends with this command.
  package static func run(
    _ words: [String], currentDirectory: String, environment: [String: String],
    as tool: Tool = Tool(), keeper: ProcessKeeper? = nil
  ) async -> Int32 {
    do {
      if let text = try page(for: words) {
        OutputStream.standardOutput.writeLine(tool.naming(text))
        return (words.isEmpty ? ExitCode.unusable : .success).rawValue
      }
      let (command, rest) = try find(words)
      var call = try CommandCall(
        command, rest, words: words, currentDirectory: currentDirectory, environment: environment,
        tool: tool)
      call.input.keeper = keeper
      return await call.perform().rawValue
    } catch {
      report(error, environment: environment)
      OutputStream.standardError.writeLine("\nUsage: \(tool.name) COMMAND [OPTIONS]")
      return ExitCode.unusable.rawValue
    }
  }

  /// Help and the version, which need no project; nil for everything else.
  private static func page(for words: [String]) throws -> String? {
    if words.isEmpty || ["--help", "-h", "help"].contains(words[0]) {
      return HelpText.overview(of: subcommands.map { $0.spec }, global: GlobalOptions.all)
    }
    if ["--version", "-V", "-v"].contains(words[0]) { return VersionText.text }
    guard words.contains("--help") || words.contains("-h") else { return nil }
    return HelpText.page(for: try find(words).0.spec, global: GlobalOptions.all)
  }

  static func subcommand(named name: String) -> (any Subcommand.Type)? {
    subcommands.first { $0.spec.name == name || $0.spec.aliases.contains(name) }
  }

  /// The subcommand is the first word that is not an option of every command or its value; some
  /// have two words (`docs generate`).
  private static func find(_ words: [String]) throws -> (any Subcommand.Type, [String]) {
    let parser = ArgumentParser(options: GlobalOptions.all)
    for (index, word) in words.enumerated() where !word.hasPrefix("-") {
      guard let before = try? parser.parse(Array(words[..<index])), before.positionals.isEmpty
      else { continue }
      let rest = words[(index + 1)...]
      if let second = rest.first, let command = subcommand(named: "\(word) \(second)") {
        return (command, Array(words[..<index] + rest[(index + 2)...]))
      }
      guard let command = subcommand(named: word) else {
        throw Diagnostic.unknownCommand(word, rest.first, known: subcommands.map { $0.spec })
      }
      return (command, Array(words[..<index] + rest))
    }
    // Only options: the parser knows best what is wrong with them.
    _ = try parser.parse(words)
    throw Diagnostic(
      code: "missing-command", "a command is missing", help: ["swiftdbt --help lists the commands"])
  }

  /// For what goes wrong before there is a console.
  static func report(_ error: any Error, environment: [String: String]) {
    let usesColor = OutputStream.standardError.isTerminal && environment["NO_COLOR"] == nil
    OutputStream.standardError.writeLine(ErrorText.rendered(error, usesColor: usesColor))
  }
}

extension Diagnostic {
  fileprivate static func unknownCommand(_ word: String, _ next: String?, known: [CommandSpec])
    -> Diagnostic
  {
    let group = known.map(\.name).filter { $0.hasPrefix(word + " ") }
    guard group.isEmpty else {
      let nearest = next.map { NearMiss.help(for: "\(word) \($0)", among: group) } ?? []
      return Diagnostic(
        code: "unknown-command", "`\(word)` is followed by what to do",
        help: nearest.isEmpty ? ["swiftdbt " + group.joined(separator: ", swiftdbt ")] : nearest)
    }
    let nearest = NearMiss.help(for: word, among: known.flatMap { [$0.name] + $0.aliases })
    return Diagnostic(
      code: "unknown-command", "there is no command `\(word)`",
      help: nearest.isEmpty ? ["swiftdbt --help lists the commands"] : nearest)
  }
}
