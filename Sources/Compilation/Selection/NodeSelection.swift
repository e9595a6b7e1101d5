package import Diagnostics
package import Graph
import ProjectLoading

/// What `--select`, `--exclude` and resource types say, evaluated over a manifest.
package struct NodeSelection: Sendable {
  package var select: [String]
  package var exclude: [String]
  package var indirect: IndirectSelection
  /// Only nodes of these types; nil: all types of the command.
  package var resourceTypes: Set<ResourceType>?

  package init(
    select: [String] = [], exclude: [String] = [], indirect: IndirectSelection = .eager,
    resourceTypes: Set<ResourceType>? = nil
  ) {
    self.select = select
    self.exclude = exclude
    self.indirect = indirect
    self.resourceTypes = resourceTypes
  }

  /// The selected nodes, and a warning for each criterion that matches nothing.
  ///
  /// Throws: `unknown-selection-method`, `selection-syntax`.
  package func evaluate(over graph: ManifestGraph) throws -> (
    nodes: NodeSet, warnings: [Diagnostic]
  ) {
    let parser = SelectionParser(
      methods: SelectionMethod.allCases.map(\.rawValue), defaultMethod: Self.defaultMethod)
    let selector = Selector(
      graph.graph, companions: graph.indices { $0.type == .test },
      givens: graph.indices { $0.type == .source }, indirect: indirect)
    var nodes = graph.graph.nodes
    var warnings: [Diagnostic] = []
    if !select.isEmpty || !exclude.isEmpty {
      let chosen = try selection(parser)
      (nodes, warnings) = try selector.select(chosen) { criterion throws(Diagnostic) in
        Self.matching(criterion, graph)
      }
    }
    guard let resourceTypes else { return (nodes, warnings) }
    return (nodes.intersection(graph.indices { resourceTypes.contains($0.type) }), warnings)
  }

  private func selection(_ parser: SelectionParser) throws -> Selection {
    let all = Selection.union(
      ["fqn", "source", "exposure"].map {
        .criterion(Criterion($0, value: "*"))
      })
    let chosen = select.isEmpty ? all : try parser.union(select, option: "--select")
    guard !exclude.isEmpty else { return chosen }
    return .difference(chosen, without: try parser.union(exclude, option: "--exclude"))
  }

  /// dbt's rule for a value without a method.
  private static let defaultMethod: @Sendable (String) -> String = { value in
    if value.contains("/") { return SelectionMethod.path.rawValue }
    let isFile = [".sql", ".py", ".csv"].contains { value.lowercased().hasSuffix($0) }
    return (isFile ? SelectionMethod.file : .fqn).rawValue
  }

  private static func matching(_ criterion: Criterion, _ graph: ManifestGraph) -> NodeSet {
    guard let method = SelectionMethod(rawValue: criterion.method) else { return [] }
    let root = graph.manifest.project.root.name
    return graph.indices { method.matches($0, criterion, root: root) }
  }
}
