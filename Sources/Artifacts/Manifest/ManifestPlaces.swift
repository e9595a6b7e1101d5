/// Where in a manifest's file, laid out as dbt does, the members lie that a change of one template's text
/// changes: key and value, in bytes.
package struct ManifestPlaces: Hashable, Sendable {
  package var metadata: Range<Int>
  /// By unique id.
  package var nodes: [String: Range<Int>]

  package init(metadata: Range<Int>, nodes: [String: Range<Int>]) {
    self.metadata = metadata
    self.nodes = nodes
  }

  /// Between two members.
  static let separator = ", "

  /// The places in the file that a revision has written.
  package func moved(by revision: ArtifactRevision) -> ManifestPlaces {
    ManifestPlaces(
      metadata: revision.moved(metadata), nodes: nodes.mapValues { revision.moved($0) })
  }
}
