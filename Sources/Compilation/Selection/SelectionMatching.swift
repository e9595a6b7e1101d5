import Diagnostics
import Graph
import ProjectLoading

/// Evaluates selections over a manifest, with what it takes to answer every method.
struct SelectionMatching {
  let graph: SelectionGraph
  let state: SelectionState
  let selectors: SelectorFile
  let indirect: IndirectSelection

  func select(_ selection: Selection) throws(Diagnostic) -> (
    nodes: NodeSet, warnings: [Diagnostic]
  ) {
    let selector = Selector(
      graph.graph, companions: graph.indices { $0.type == .test || $0.type == .unitTest },
      givens: graph.indices { $0.type == .source }, indirect: indirect)
    return try selector.select(selection, matching: matching)
  }

  private func matching(_ criterion: Criterion) throws(Diagnostic) -> NodeSet {
    guard let method = SelectionMethod(rawValue: criterion.method) else { return [] }
    if let values = method.values, !values.contains(question(criterion)) {
      throw .unknownValue(criterion, among: values)
    }
    switch method {
    case .selector:
      let named = try selectors.selections(matching: criterion)
      return try select(.union(named)).nodes
    case .state: return try stateNodes(criterion)
    case .result:
      guard let results = state.results else { throw .noState(criterion, "run_results.json") }
      return graph.indices { results[$0.uniqueID] == criterion.value }
    case .sourceStatus:
      guard let previous = state.previousSources else { throw .noState(criterion, "sources.json") }
      guard let current = state.currentSources else {
        throw .noCurrentSources(criterion)
      }
      let fresh = state.freshened(previous: previous, current: current)
      return graph.indices { fresh.contains($0.uniqueID) }
    case .fqn:
      let name = QualifiedName(criterion.value)
      return graph.indices { $0.type != .source && name.matches($0) }
    default:
      return graph.indices { method.matches($0, criterion, root: graph.rootPackage) }
    }
  }

  /// `state:modified.body`, also as `state.modified:body` would be read.
  private func question(_ criterion: Criterion) -> String { criterion.value }

  private func stateNodes(_ criterion: Criterion) throws(Diagnostic) -> NodeSet {
    guard let comparison = state.comparison else { throw .noState(criterion, "manifest.json") }
    guard let question = ManifestComparison.Question(rawValue: criterion.value) else { return [] }
    return graph.indices { comparison.answers(question, $0.uniqueID) }
  }
}

extension Diagnostic {
  fileprivate static func unknownValue(_ criterion: Criterion, among values: [String])
    -> Diagnostic
  {
    Diagnostic(
      code: "selection-value",
      "`\(criterion.method):` takes one of \(values.map { "`\($0)`" }.joined(separator: ", ")), not `\(criterion.value)`",
      at: criterion.span, help: NearMiss.help(for: criterion.value, among: values))
  }

  fileprivate static func noState(_ criterion: Criterion, _ file: String) -> Diagnostic {
    Diagnostic(
      code: "no-state", "`\(criterion.method):` compares with a \(file), and there is none",
      at: criterion.span, help: ["--state names the folder of an earlier run's artifacts"]
    ).known(
      as: criterion.method == "source_status"
        ? "No previous state comparison freshness results in sources.json"
        : criterion.method == "result"
          ? "No comparison run_results" : "Got a state selector method, but no comparison manifest",
      criterion.method == "state" ? "Runtime" : "Internal")
  }

  fileprivate static func noCurrentSources(_ criterion: Criterion) -> Diagnostic {
    Diagnostic(
      code: "no-state",
      "`source_status:` compares with a sources.json in the target folder, and there is none",
      at: criterion.span, help: ["run `swiftdbt source freshness` first"]
    ).known(as: "No current state comparison freshness results in sources.json", "Internal")
  }
}
