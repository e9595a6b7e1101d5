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
    let isCurrent = record.map { written.isCurrent($0, kept) } ?? false
    guard isCurrent || record != nil || !isWanted, let known = try KnownProject(opening) else {
      return false
    }
    guard isWanted, !isCurrent, let record else {
      try sayAgain(known, "nothing has changed", console)
      return true
    }
    let started = Timestamp.now()
    let revision = try ManifestRevision(
      written, record, kept, known.catalogue, opening.metadata(at: started), at: started)
    guard let revision else { return false }
    let changed = kept.rewritten.count
    try sayAgain(
      known, "only the text of \(changed) file\(changed == 1 ? "" : "s") has changed", console
    ) { try revision.write() }
    return true
  }

  private static func sayAgain(
    _ known: KnownProject, _ change: String, _ console: Console, writing: () throws -> Void = {}
  ) throws {
    try known.announce(on: console)
    try writing()
    console.emit(.found(counts: known.counts))
    console.emit(.message(.info, "The project is sound; \(change) since it was parsed"))
  }
}

extension ProjectOpening {
  fileprivate func metadata(at started: Timestamp) -> ArtifactMetadata {
    ArtifactMetadata(
      of: Invocation(
        id: input.invocationID, started: started, command: command, flags: [:],
        environment: input.environment))
  }
}
