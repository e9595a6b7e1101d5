package import Graph
import ProjectLoading
package import YAML

/// The nodes of a project as selections see them: outlines, and who reads whom.
package struct SelectionGraph: Sendable {
  package let graph: DependencyGraph
  /// The name of the root package, which `package:this` means.
  let rootPackage: String
  /// selectors.yml, rendered.
  let selectors: YAMLDocument?
  private let outlines: @Sendable (Int) -> NodeOutline?

  /// - Parameter outlines: gives the node at a place of `graph`.
  package init(
    _ graph: DependencyGraph, rootPackage: String, selectors: YAMLDocument?,
    outlines: @escaping @Sendable (Int) -> NodeOutline?
  ) {
    self.graph = graph
    self.rootPackage = rootPackage
    self.selectors = selectors
    self.outlines = outlines
  }

  package func node(_ index: Int) -> NodeOutline? { outlines(index) }

  package func indices(where condition: (NodeOutline) -> Bool) -> NodeSet {
    NodeSet(graph.nodes.filter { outlines($0).map(condition) ?? false })
  }
}

extension ManifestGraph {
  /// The same nodes as selections see them.
  package var selectable: SelectionGraph {
    SelectionGraph(
      graph, rootPackage: manifest.project.root.name, selectors: manifest.project.selectors
    ) { node($0).map(NodeOutline.init) }
  }
}
