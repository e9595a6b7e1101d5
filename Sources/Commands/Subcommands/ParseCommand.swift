import Execution

/// Reads and checks the project; writes the manifest.
struct ParseCommand: Subcommand {
  static let spec = CommandSpec(
    "parse", summary: "read and check the project, write target/manifest.json")

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "parse", console: console)
    console.emit(.found(counts: session.manifest.counts))
    try RunArtifacts(session).writeManifest(compiled: [:])
    console.emit(
      .message(.info, "The project is sound; wrote \(session.shownTarget)/manifest.json"))
    return .success
  }
}
