import Diagnostics
import Execution
import Expectations
import ProjectLoading

/// Turns another tool's expectations into a suite file.
struct ExpectationsImportCommand: Subcommand {
  static let spec = CommandSpec(
    "expectations import", summary: "turn a Great Expectations suite or Soda checks into a suite",
    discussion: """
      Prints a suite file; what has no equal here is a warning with its place.
      swiftdbt expectations import contracts.json --on "ref('stg_contracts')" > expectations/contracts.yml
      """,
    options: [
      OptionSpec(
        "--on", kind: .value(metavariable: "TARGET"), readsEnvironment: false,
        help: "the relation: ref('…') or source('…', '…')")
    ], positionals: ["FILE"])
  static let printsData = true

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    guard let path = input.arguments.positionals.first else {
      throw Diagnostic(
        code: "missing-file", "the file to import is missing",
        help: ["swiftdbt expectations import FILE --on \"ref('model')\""])
    }
    let absolute = FilePath.absolute(path, from: input.currentDirectory)
    let suites = try ImportedSuite.read(try FileSystem.read(absolute, shownAs: path))
    let lines = try suites.map { suite in
      for problem in suite.problems { console.emit(.problem(problem)) }
      return suite.text(on: try target(of: suite, input))
    }
    console.printData((["suites:"] + lines).joined(separator: "\n"))
    return .success
  }

  private static func target(of suite: ImportedSuite, _ input: CommandInput) throws -> String {
    if let written = input.arguments.value("on") {
      guard SuiteTarget(parsing: written) != nil else {
        throw Diagnostic(
          code: "suite-target", "`\(written)` is neither a `ref` nor a `source`",
          help: ["write `ref('model')` or `source('name', 'table')`"])
      }
      return written
    }
    guard !suite.subject.isEmpty else {
      throw Diagnostic(
        code: "suite-target", "the file does not say which relation `\(suite.name)` is about",
        help: ["add --on \"ref('model')\""])
    }
    return "ref('\(suite.subject)')"
  }
}
