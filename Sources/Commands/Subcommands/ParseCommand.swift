import Artifacts
import Compilation
import Execution
import PlainData

/// Reads and checks the project; writes the manifest.
struct ParseCommand: Subcommand {
  static let spec = CommandSpec(
    "parse", summary: "read and check the project, write target/manifest.json")

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let opening = try ProjectOpening(input, command: "parse", console: console)
    let written = WrittenManifest(opening)
    if try reopened(opening, written, console: console) { return .success }
    let session = try ProjectSession.parse(opening, console: console, isKeptAnew: true)
    console.emit(.found(counts: session.manifest.counts))
    // Both take their time and need nothing of each other.
    async let kept = session.unkept?.keep(session.manifest)
    let places = try RunArtifacts(session).writeManifest(compiled: [:])
    if let places, let identity = await kept {
      written.remember(identity: identity, origin: identity, places)
    }
    console.emit(
      .message(.info, "The project is sound; wrote \(session.shownTarget)/manifest.json"))
    return .success
  }

  /// Says what is known of a project that has not changed, and writes what other texts between the same tags
  /// change in the manifest; false where the project must be parsed.
  private static func reopened(
    _ opening: ProjectOpening, _ written: WrittenManifest, console: Console
  ) throws -> Bool {
    guard let kept = opening.kept else { return false }
    let record = written.record()
    let isWanted = opening.input.arguments.flag("write-json") ?? true
    let isCurrent = written.isCurrent(record, kept) || !isWanted
    let started = Timestamp.now()
    let revision = isCurrent ? nil : ManifestRevision(written, record, kept, at: started)
    guard isCurrent || revision != nil,
      let known = try KnownProject.open(opening, console: console)
    else { return false }
    if let revision {
      let input = opening.input
      let invocation = Invocation(
        id: input.invocationID, started: started, command: opening.command, flags: [:],
        environment: input.environment)
      guard try revision.write(ArtifactMetadata(of: invocation)) else { return false }
    }
    console.emit(.found(counts: known.counts))
    let changed = kept.rewritten.count
    console.emit(
      .message(
        .info,
        isCurrent
          ? "The project is sound; nothing has changed since it was parsed"
          : "The project is sound; only the text of \(changed) file\(changed == 1 ? "" : "s") has changed since it was parsed"
      ))
    return true
  }
}
