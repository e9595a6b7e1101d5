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

    package init(id: String, dependsOn: [String], group: String?) {
      self.id = id
      self.dependsOn = dependsOn
      self.group = group
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

  /// Nodes that one thread makes in one go, and goes that are made before what they wrote is drained.
  private static let (grain, goes) = (48, 12)

  /// Writes every node as a member of the object that `writer` is in.
  ///
  /// Several threads make and write nodes, some hundred at a time; their order is that of the links.
  func write(to writer: inout JSONWriter, draining drain: (inout JSONWriter) -> Void) {
    var rest = links.indices
    while !rest.isEmpty {
      let round = rest.prefix(Self.grain * Self.goes)
      rest = rest.dropFirst(round.count)
      let empty = writer.forParts
      let parts = Array(round).parallelChunks(of: Self.grain) { indices in
        var part = empty
        for index in indices { write(index, to: &part) }
        return part
      }
      for part in parts {
        writer.append(parts: part)
        drain(&writer)
      }
    }
  }

  private func write(_ index: Int, to writer: inout JSONWriter) {
    guard let node = node(index) else { return }
    writer.add(node.identity.uniqueID) { node.add(to: &$0) }
  }
}
