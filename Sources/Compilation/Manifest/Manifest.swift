package import Diagnostics
import PlainData
package import ProjectLoading

/// A parsed project: every resource with its configs, its relation and what it depends on.
///
/// Immutable, and an object because it is handed to the making of every node: a copy of all its parts would cost
/// more there than what is read of them.
package final class Manifest: Sendable {
  package let scope: ProjectScope
  /// Enabled resources in a fixed order: by package, kind and file.
  package let nodes: NodeTable
  /// Resources that a config switches off.
  package let disabled: [Node]
  package let references: ReferenceIndex
  package let docs: DocsIndex
  /// What is suspect and not wrong.
  package let warnings: [Diagnostic]
  /// `graph`, once a template has asked for it.
  let graphMemory = Memory<PlainMap>()
  /// What tests say about the columns of each model, by its unique id.
  let columnTests: [String: ColumnTests]
  package let calls: MacroCalls
  /// What the YAML says about macros, by their unique ids.
  package let macroDescriptions: [String: MacroDescription]
  /// `on-run-start` and `on-run-end`; not part of the graph.
  package let hooks: RunHooks

  init(
    scope: ProjectScope, nodes: NodeTable, disabled: [Node], references: ReferenceIndex,
    docs: DocsIndex, warnings: [Diagnostic], columnTests: [String: ColumnTests],
    calls: MacroCalls, macroDescriptions: [String: MacroDescription], hooks: RunHooks
  ) {
    self.scope = scope
    self.nodes = nodes
    self.disabled = disabled
    self.references = references
    self.docs = docs
    self.warnings = warnings
    self.columnTests = columnTests
    self.calls = calls
    self.macroDescriptions = macroDescriptions
    self.hooks = hooks
  }

  package var project: Project { scope.project }

  /// The nodes in their order.
  package var all: [Node] { nodes.all }

  package subscript(id: String) -> Node? { nodes[id] }

  /// The same project with other nodes.
  func with(_ nodes: NodeTable) -> Manifest {
    Manifest(
      scope: scope, nodes: nodes, disabled: disabled, references: references, docs: docs,
      warnings: warnings, columnTests: columnTests, calls: calls,
      macroDescriptions: macroDescriptions, hooks: hooks)
  }

  /// The tests of each node, by its unique id.
  package var testsByNode: [String: [String]] {
    var tests: [String: [String]] = [:]
    for node in all where node.type == .test {
      for parent in node.dependsOn { tests[parent, default: []].append(node.uniqueID) }
    }
    return tests
  }
}

extension Manifest: ReferenceResolving {
  package func node(for reference: Reference, from facts: NodeFacts) throws -> Node {
    let id = try references.resolve(reference, in: facts.package)
    guard let node = nodes[id] else { throw Diagnostic.vanished(reference) }
    let parents = nodes[facts.uniqueID]?.dependsOn
    if let parents, !parents.contains(id), id != facts.uniqueID {
      throw Diagnostic.undeclared(reference, in: facts, parent: node)
    }
    return node
  }
}

extension Diagnostic {
  fileprivate static func vanished(_ reference: Reference) -> Diagnostic {
    Diagnostic(
      code: "ref-not-found", "\(reference.text) means a node that is not in the project",
      at: reference.span)
  }

  /// The reference stands under a condition that was false while the project was parsed.
  fileprivate static func undeclared(_ reference: Reference, in facts: NodeFacts, parent: Node)
    -> Diagnostic
  {
    Diagnostic(
      code: "undeclared-dependency",
      "\(reference.text) was not seen when `\(facts.name)` was parsed, so nothing makes `\(parent.name)` run first",
      at: reference.span,
      help: ["name it where parsing sees it: -- depends_on: {{ \(reference.text) }}"])
  }
}
