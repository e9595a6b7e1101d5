import Parallelism
import PlainData

/// The nodes of a manifest on their way to a file, each made when its turn comes: all of them in memory
/// would take more room than the file.
package struct ManifestNodeList: Sendable {
  /// What the manifest's maps of who needs whom say of a node.
  package struct Link: Sendable {
    package let id: String
    /// Unique ids.
    package let dependsOn: [String]
    package let group: String?
    /// Whether its SQL is the text of a file, so that it may be revised.
    package let isText: Bool

    package init(id: String, dependsOn: [String], group: String?, isText: Bool = false) {
      self.id = id
      self.dependsOn = dependsOn
      self.group = group
      self.isText = isText
    }
  }

  /// In the order in which the nodes are written.
  let links: [Link]
  private let node: @Sendable (Int) -> ManifestNode?

  /// - Parameter node: the node of the link at an index; called once for each, on any thread.
  package init(_ links: [Link], _ node: @escaping @Sendable (Int) -> ManifestNode?) {
    self.links = links
    self.node = node
  }

  init(_ nodes: [ManifestNode]) {
    links = nodes.map {
      Link(id: $0.identity.uniqueID, dependsOn: $0.dependsOn.nodes, group: $0.group)
    }
    node = { nodes[$0] }
  }

  /// Writes every node as a member of the object that `writer` is in; returns where each lies, in the order of
  /// the links, which is that of the nodes.
  ///
  /// Several threads make and write nodes.
  func write(
    to writer: inout JSONWriter, draining drain: (inout JSONWriter) -> Void
  ) -> [Range<Int>] {
    var places: [Range<Int>] = []
    places.reserveCapacity(links.count)
    writer.appendParts(count: links.count, draining: drain) {
      write($0, to: &$1)
    } appended: {
      places += $0.map { [offset = $1] in $0.lowerBound + offset..<$0.upperBound + offset }
    }
    return places
  }

  /// Where the member lies, without the comma before it; empty for what is no node.
  private func write(_ index: Int, to writer: inout JSONWriter) -> Range<Int> {
    let before = writer.place
    guard let node = node(index) else { return before..<before }
    writer.add(node.identity.uniqueID) { node.add(to: &$0) }
    return before + (before == 0 ? 0 : ManifestPlaces.separator.count)..<writer.place
  }
}
