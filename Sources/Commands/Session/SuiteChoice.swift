import Compilation
import Diagnostics
import Execution
import Expectations
import Graph

/// Which suites `validate` means.
struct SuiteChoice {
  private let session: ProjectSession

  init(_ session: ProjectSession) {
    self.session = session
  }

  /// Throws: `unknown-checkpoint`, `unknown-suite`, with the nearest name.
  func suites() throws -> [Suite] {
    let all = session.suites.collection.suites
    let arguments = session.input.arguments
    if let name = arguments.value("checkpoint") { return try checkpoint(name) }
    let words = arguments.list("select")
    guard !words.isEmpty || !arguments.list("exclude").isEmpty else { return all }
    let named = try words.filter { $0.hasPrefix("suite:") }.map {
      try suite(String($0.dropFirst(6)))
    }
    let others = words.filter { !$0.hasPrefix("suite:") }
    guard !others.isEmpty || named.isEmpty else { return named }
    let nodes = try nodes(others)
    let selected = all.filter { suite in
      SuiteAssignments.node(of: suite.target, in: session.manifest).map(nodes.contains) ?? false
    }
    return named + selected.filter { suite in !named.contains { $0.name == suite.name } }
  }

  private func checkpoint(_ name: String) throws -> [Suite] {
    let collection = session.suites.collection
    if let suites = collection.suites(ofCheckpoint: name) { return suites }
    throw Diagnostic(
      code: "unknown-checkpoint", "no checkpoint is named `\(name)`",
      help: NearMiss.help(for: name, among: collection.checkpoints.map(\.name)))
  }

  private func suite(_ name: String) throws -> Suite {
    let suites = session.suites.collection.suites
    if let suite = suites.first(where: { $0.name == name }) { return suite }
    throw Diagnostic(
      code: "unknown-suite", "no suite is named `\(name)`",
      help: NearMiss.help(for: name, among: suites.map(\.name)))
  }

  private func nodes(_ words: [String]) throws -> Set<String> {
    let selection = NodeSelection(
      select: words, exclude: session.input.arguments.list("exclude"))
    let (nodes, warnings) = try selection.evaluate(over: session.graph.selectable)
    for warning in warnings { session.console.emit(.problem(warning)) }
    return Set(nodes.compactMap { session.graph.node($0)?.uniqueID })
  }
}
