package import Compilation
import Diagnostics
import Expectations
package import Graph
import ProjectLoading

/// Which nodes a run performs, in which order they may, and which suites guard them.
package struct RunPlan: Sendable {
  package let graph: ManifestGraph
  package let nodes: NodeSet
  package let suites: SuiteAssignments
  package let options: RunOptions

  /// - Parameter selected: what the selection says; sources come along when they have work to do.
  package init(
    _ graph: ManifestGraph, selected: NodeSet, suites: SuiteAssignments, options: RunOptions
  ) {
    self.graph = graph
    self.suites = suites
    self.options = options
    var nodes = selected.intersection(graph.indices { Self.isPerformed($0, options) })
    let sources = graph.indices { Self.hasWork($0, suites, options) }
    let readers = nodes.intersection(graph.indices { $0.type == .model || $0.type == .swiftModel })
    let read = graph.graph.ancestors(of: readers, depth: 1)
    let wanted = options.loadsFiles ? read.union(selected) : read
    nodes.formUnion(sources.intersection(wanted))
    self.nodes = nodes
  }

  /// Ephemeral models are part of what reads them; exposures and files without a word are never run.
  private static func isPerformed(_ node: Node, _ options: RunOptions) -> Bool {
    options.types.contains(node.type) && !node.isEphemeral && node.type != .source
      && !node.isBlank
  }

  /// A source has work when its files are to be loaded or a suite guards it.
  private static func hasWork(_ node: Node, _ suites: SuiteAssignments, _ options: RunOptions)
    -> Bool
  {
    guard case .source(let table) = node.body else { return false }
    let loads = options.loadsFiles && table.properties.files != nil
    return loads || (options.runsSuites && suites.guards(node.uniqueID))
  }

  /// Which nodes wait for which: the manifest's edges, and a test of a parent before the parent's
  /// children in commands that run both, so that a failed test stops what is downstream.
  package var executionGraph: DependencyGraph {
    guard options.types.contains(.model) else { return graph.graph }
    let base = unitTestsFirst ?? graph.graph
    guard options.types.contains(.test) else { return base }
    // A test with several parents can need a child of one of them; then its edge would close a
    // cycle, and it is left out, as in dbt.
    return (try? base.adding(testEdges)) ?? base
  }

  /// A unit test needs what its model reads, and its model waits for it; nil without unit tests.
  private var unitTestsFirst: DependencyGraph? {
    let unitTests = nodes.intersection(graph.indices { $0.type == .unitTest })
    guard !unitTests.isEmpty else { return nil }
    var edges = graph.graph.edges.filter { !unitTests.contains($0.to) }
    for test in unitTests {
      for model in graph.graph.parents(of: test) {
        edges.append((from: test, to: model))
        edges += graph.graph.parents(of: model).map { (from: $0, to: test) }
      }
    }
    return try? DependencyGraph(names: graph.graph.names, edges: edges)
  }

  private var testEdges: [DependencyGraph.Edge] {
    let tests = nodes.intersection(graph.indices { $0.type == .test })
    let others = tests.union(graph.indices { $0.type == .unitTest })
    var edges: [DependencyGraph.Edge] = []
    for test in tests {
      edges += blocked(by: test).subtracting(others).map { (from: test, to: $0) }
    }
    return edges
  }

  /// What is made of everything that the test looks at, less what follows from it: as in dbt, a test of
  /// two tables says nothing of what is made of one of them.
  private func blocked(by test: Int) -> NodeSet {
    let parents = graph.graph.parents(of: test)
    guard let first = parents.first else { return NodeSet() }
    if parents.count == 1 { return NodeSet(graph.graph.children(of: first)) }
    let common = parents.dropFirst().reduce(graph.graph.descendants(of: NodeSet([first]))) {
      $0.intersection(graph.graph.descendants(of: NodeSet([$1])))
    }
    return NodeSet(
      common.filter { node in !graph.graph.parents(of: node).contains(where: common.contains) })
  }
}
