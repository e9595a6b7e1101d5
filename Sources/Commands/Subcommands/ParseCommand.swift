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
    try await ManifestUpkeep.write(session, opening, to: written)
    console.emit(
      .message(.info, "The project is sound; wrote \(session.shownTarget)/manifest.json"))
    return .success
  }

  /// Says what is known of a project that has not changed, and writes what other texts between the same tags
  /// change in the manifest; false where the project must be parsed.
  private static func reopened(
    _ opening: ProjectOpening, _ written: WrittenManifest, console: Console
  ) throws -> Bool {
    guard let kept = opening.kept, let known = try KnownProject(opening),
      let upkeep = try ManifestUpkeep(opening, written, known)
    else { return false }
    let changed = kept.rewritten.count
    let change =
      upkeep.isNeeded
      ? "only the text of \(changed) file\(changed == 1 ? "" : "s") has changed"
      : "nothing has changed"
    try known.announce(on: console)
    try upkeep.perform()
    console.emit(.found(counts: known.counts))
    console.emit(.message(.info, "The project is sound; \(change) since it was parsed"))
    return true
  }
}
