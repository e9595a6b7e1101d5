package import Diagnostics
package import Graph
import ProjectLoading

/// What `--select`, `--exclude`, `--selector` and resource types say, evaluated over a manifest.
package struct NodeSelection: Sendable {
  package var select: [String]
  package var exclude: [String]
  /// `--selector`, a name of selectors.yml; it wins over `select` and `exclude`.
  package var selector: String?
  package var indirect: IndirectSelection
  /// Only nodes of these types; nil: all types of the command.
  package var resourceTypes: Set<ResourceType>?
  /// What `state:` and its kin compare with.
  package var state = SelectionState()

  package init(
    select: [String] = [], exclude: [String] = [], selector: String? = nil,
    indirect: IndirectSelection = .eager, resourceTypes: Set<ResourceType>? = nil
  ) {
    self.select = select
    self.exclude = exclude
    self.selector = selector
    self.indirect = indirect
    self.resourceTypes = resourceTypes
  }

  /// The selected nodes, and a warning for each criterion that matches nothing.
  ///
  /// Throws: `unknown-selection-method`, `selection-syntax`, `unknown-selector`, `no-state`.
  package func evaluate(over graph: SelectionGraph) throws -> (
    nodes: NodeSet, warnings: [Diagnostic]
  ) {
    let parser = Self.parser
    let selectors = try SelectorFile(graph.selectors, parser: parser)
    let matching = SelectionMatching(
      graph: graph, state: state, selectors: selectors, indirect: indirect)
    let chosen = try selection(parser, selectors)
    var (nodes, warnings) = try matching.select(chosen.selection)
    // Of what nobody wrote here nothing is said.
    warnings = chosen.isFromFile ? [] : warnings.filter { $0.span != nil }
    guard let resourceTypes else { return (nodes, warnings) }
    nodes = nodes.intersection(graph.indices { resourceTypes.contains($0.type) })
    return (nodes, warnings)
  }

  /// The name of the selector that applies because nothing else is said.
  package func defaultSelector(in graph: SelectionGraph) throws -> String? {
    guard select.isEmpty, exclude.isEmpty, selector == nil else { return nil }
    return try SelectorFile(graph.selectors, parser: Self.parser).defaultName
  }

  /// Reads selections in dbt's methods.
  static var parser: SelectionParser {
    SelectionParser(
      methods: SelectionMethod.allCases.map(\.rawValue), defaultMethod: defaultMethod)
  }

  private func selection(_ parser: SelectionParser, _ selectors: SelectorFile) throws -> (
    selection: Selection, isFromFile: Bool
  ) {
    if let selector { return (try selectors.selection(named: selector), true) }
    if select.isEmpty, exclude.isEmpty, let name = selectors.defaultName {
      return (try selectors.selection(named: name), true)
    }
    let all = Selection.union(
      ["fqn", "source", "exposure", "metric", "semantic_model"].map {
        .criterion(Criterion($0, value: "*"))
      })
    let chosen = select.isEmpty ? all : try parser.union(select, option: "--select")
    guard !exclude.isEmpty else { return (chosen, select.isEmpty) }
    return (.difference(chosen, without: try parser.union(exclude, option: "--exclude")), false)
  }

  /// dbt's rule for a value without a method.
  private static let defaultMethod: @Sendable (String) -> String = { value in
    if value.contains("/") { return SelectionMethod.path.rawValue }
    let isFile = [".sql", ".py", ".csv"].contains { value.lowercased().hasSuffix($0) }
    return (isFile ? SelectionMethod.file : .fqn).rawValue
  }
}
