import Execution

/// Reads and checks the project; writes the manifest.
struct ParseCommand: Subcommand {
  static let spec = CommandSpec(
    "parse", summary: "read and check the project, write target/manifest.json")

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let opening = try ProjectOpening(input, command: "parse", console: console)
    let written = WrittenManifest(opening)
    if let kept = opening.kept, written.isCurrent(kept.identity),
      let known = try KnownProject.open(opening, console: console)
    {
      console.emit(.found(counts: known.counts))
      console.emit(.message(.info, "The project is sound; nothing has changed since it was parsed"))
      return .success
    }
    let session = try ProjectSession.open(opening, console: console, isKeptAnew: true)
    console.emit(.found(counts: session.manifest.counts))
    let artifacts = RunArtifacts(session)
    try artifacts.writeManifest(compiled: [:])
    if artifacts.isWanted, let identity = session.identity { written.remember(identity) }
    console.emit(
      .message(.info, "The project is sound; wrote \(session.shownTarget)/manifest.json"))
    return .success
  }
}
