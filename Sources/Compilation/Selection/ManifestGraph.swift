package import Diagnostics
package import Graph

/// The manifest's nodes as a graph: indices are places in `manifest.all`.
package struct ManifestGraph: Sendable {
  package let manifest: Manifest
  package let graph: DependencyGraph

  /// Throws: `dependency-cycle`, with the path and the references that close it.
  package init(_ manifest: Manifest) throws(Diagnostic) {
    self.manifest = manifest
    var edges: [DependencyGraph.Edge] = []
    for (index, node) in manifest.all.enumerated() {
      for parent in node.dependsOn {
        if let place = manifest.nodes.place(of: parent) { edges.append((from: place, to: index)) }
      }
    }
    do {
      graph = try DependencyGraph(names: manifest.all.map(\.uniqueID), edges: edges)
    } catch {
      throw .cycle(error, in: manifest)
    }
  }

  package func node(_ index: Int) -> Node? {
    manifest.all.indices.contains(index) ? manifest.all[index] : nil
  }

  package func indices(where condition: (Node) -> Bool) -> NodeSet {
    NodeSet(manifest.all.indices.filter { condition(manifest.all[$0]) })
  }
}

extension Diagnostic {
  fileprivate static func cycle(_ cycle: GraphCycle, in manifest: Manifest) -> Diagnostic {
    let nodes = cycle.names.compactMap { manifest[$0] }
    let path = (nodes + nodes.prefix(1)).map(\.name).joined(separator: " → ")
    var diagnostic = Diagnostic(
      code: "dependency-cycle",
      nodes.count == 1 ? "`\(nodes[0].name)` reads itself" : "models need each other: \(path)")
    for (parent, child) in zip(nodes, nodes.dropFirst() + nodes.prefix(1)) {
      let place = child.links.first { $0.target == parent.uniqueID }
      let note = Note(
        "`\(child.name)` reads `\(parent.name)` here", at: place?.reference.span ?? child.span)
      if diagnostic.span == nil {
        diagnostic.span = note.span
      } else {
        diagnostic.notes.append(note)
      }
    }
    let ids = (nodes + nodes.prefix(1)).map(\.uniqueID)
    return diagnostic.known(as: "Found a cycle: \(ids.joined(separator: " --> "))", nil)
  }
}
