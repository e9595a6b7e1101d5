import Diagnostics
import Execution

/// The quality report of the last run as one HTML file.
struct ReportCommand: Subcommand {
  static let spec = CommandSpec(
    "report", summary: "write the quality report of the last run as one HTML file",
    options: [
      OptionSpec(
        "--output", "-o", kind: .value(metavariable: "FILE"), help: "where to (target/report.html)")
    ])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "report", console: console)
    let output = input.arguments.value("output").map {
      FilePath.absolute($0, from: input.currentDirectory)
    }
    let path = try await ReportWriter(session).write(to: output)
    console.emit(
      .message(.info, "Wrote \(FilePath.shown(path, from: input.currentDirectory))"))
    return .success
  }
}
