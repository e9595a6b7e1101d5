import Artifacts
import Compilation
import Execution
import PlainData

/// What keeps manifest.json in step with a project whose parse is kept: nothing, or other texts in some places.
struct ManifestUpkeep {
  private let revision: ManifestRevision?

  /// nil where the whole manifest must be written.
  ///
  /// Throws: `artifact-not-read`.
  init?(_ opening: ProjectOpening, _ written: WrittenManifest, _ known: KnownProject) throws {
    guard let kept = opening.kept else { return nil }
    guard opening.input.arguments.flag("write-json") ?? true else {
      revision = nil
      return
    }
    guard let record = written.record() else { return nil }
    if written.isCurrent(record, kept) {
      revision = nil
      return
    }
    let started = Timestamp.now()
    revision = try ManifestRevision(
      written, record, kept, known.catalogue, opening.metadata(at: started), at: started)
    if revision == nil { return nil }
  }

  /// Whether there is something to write.
  var isNeeded: Bool { revision != nil }

  /// Throws: `artifact-not-read`, `artifact-not-written`; the manifest is then as it was.
  func perform() throws { try revision?.write() }

  /// Writes the whole manifest beside keeping the parse, and remembers what it was written from.
  static func write(
    _ session: ProjectSession, _ opening: ProjectOpening, to written: WrittenManifest,
    lines: KeptLines? = nil
  ) async throws {
    // Both take their time and need nothing of each other.
    async let identity = session.unkept?.keep(session.manifest, lines: lines)
    let places = try RunArtifacts(session).writeManifest(compiled: [:])
    guard let places else {
      _ = await identity
      return
    }
    if let identity = await identity {
      written.remember(identity: identity, origin: identity, places)
    } else if session.unkept == nil, let kept = opening.kept {
      written.remember(identity: kept.identity, origin: kept.origin, places)
    }
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
