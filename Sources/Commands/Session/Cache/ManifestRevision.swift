import Artifacts
import Compilation
import Diagnostics
import PlainData
import ProjectLoading

/// The manifest of a project of which only texts between tags have changed since it was written: the entries of
/// those nodes are written anew, the rest stays.
struct ManifestRevision {
  private let written: WrittenManifest
  private let kept: KeptParse
  private let places: ManifestPlaces
  private let revision: ArtifactRevision

  /// Files above which it is written as a whole.
  private static let most = 256

  /// Reads the entries that change; nil where the whole manifest must be written.
  ///
  /// - Parameters:
  ///   - record: what is remembered of the manifest that is there.
  ///   - catalogue: of the kept parse.
  ///   - metadata: of the command that writes.
  ///
  /// Throws: `artifact-not-read`.
  init?(
    _ written: WrittenManifest, _ record: WrittenManifest.Record, _ kept: KeptParse,
    _ catalogue: NodeCatalogue, _ metadata: ArtifactMetadata, at time: Timestamp
  ) throws(Diagnostic) {
    guard written.isOlder(record, kept), kept.rewritten.count <= Self.most else { return nil }
    var header = metadata.plain(.manifest)
    header["run_started_at"] = header["invocation_started_at"]
    var changes = [(place: record.places.metadata, values: header)]
    for path in kept.rewritten.sorted() {
      let ids = catalogue.templates(inFileAt: path)
      // A node that is switched off stands elsewhere in the file.
      let places = ids.compactMap { record.places.nodes[$0] }
      guard !ids.isEmpty, places.count == ids.count, let text = kept.text(of: path) else {
        return nil
      }
      changes += places.map { ($0, TextRevision.values(ofText: text, at: time)) }
    }
    guard let revision = try ArtifactRevision(of: written.manifestPath, changes) else {
      return nil
    }
    self.written = written
    self.kept = kept
    places = record.places
    self.revision = revision
  }

  /// Throws: `artifact-not-read`, `artifact-not-written`; the manifest is then as it was.
  func write() throws(Diagnostic) {
    try revision.write()
    written.remember(
      identity: kept.identity, origin: kept.origin, places.moved(by: revision))
  }
}
