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
  private var places: ManifestPlaces
  private let changes: [(id: String, values: PlainMap)]

  /// Files above which it is written as a whole.
  private static let most = 256

  /// nil where the whole manifest must be written.
  init?(
    _ written: WrittenManifest, _ record: WrittenManifest.Record?, _ kept: KeptParse,
    at time: Timestamp
  ) {
    guard let places = record?.places, written.isOlder(record, kept),
      kept.rewritten.count <= Self.most,
      let catalogue = try? kept.contents().catalogue
    else { return nil }
    var changes: [(id: String, values: PlainMap)] = []
    for path in kept.rewritten.sorted() {
      let ids = catalogue.templates(inFileAt: path)
      // A node that is switched off stands elsewhere in the file.
      guard !ids.isEmpty, ids.allSatisfy({ places.nodes[$0] != nil }),
        let text = kept.text(of: path)
      else { return nil }
      changes += ids.map { ($0, TextRevision.values(ofText: text, at: time)) }
    }
    self.written = written
    self.kept = kept
    self.places = places
    self.changes = changes
  }

  /// Writes the manifest; false where the file is not what it was.
  ///
  /// Throws: `artifact-not-read`, `artifact-not-written`.
  func write(_ metadata: ArtifactMetadata) throws(Diagnostic) -> Bool {
    var metadata = metadata.plain(.manifest)
    metadata["run_started_at"] = metadata["invocation_started_at"]
    var members = [(place: places.metadata, values: metadata)]
    for change in changes {
      if let place = places.nodes[change.id] { members.append((place, change.values)) }
    }
    let path = written.folder + "/" + WrittenManifest.fileName
    guard let moved = try ArtifactFile.revise(path, members) else { return false }
    written.remember(
      identity: kept.identity, origin: kept.origin, places.moved(members.map(\.place), to: moved))
    return true
  }
}

extension ManifestPlaces {
  /// The places after members have been replaced by longer or shorter ones.
  fileprivate func moved(_ old: [Range<Int>], to new: [Range<Int>]) -> ManifestPlaces {
    let changes = zip(old, new).sorted { $0.0.lowerBound < $1.0.lowerBound }
    func moved(_ place: Range<Int>) -> Range<Int> {
      guard let last = changes.last(where: { $0.0.lowerBound <= place.lowerBound }) else {
        return place
      }
      if last.0 == place { return last.1 }
      let growth = last.1.upperBound - last.0.upperBound
      return place.lowerBound + growth..<place.upperBound + growth
    }
    return ManifestPlaces(metadata: moved(metadata), nodes: nodes.mapValues(moved))
  }
}
