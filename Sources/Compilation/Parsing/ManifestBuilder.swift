import Diagnostics
import Jinja
import PlainData
import ProjectLoading
package import SwiftModels

/// Turns a loaded project into a manifest: every resource configured, named and connected.
///
/// Works file by file and keeps going after an error, so that all problems are reported at once.
package struct ManifestBuilder {
  let scope: ProjectScope
  let registry: SwiftModelRegistry
  let naming: NamingRules
  let docs: DocsIndex
  var nodes: [String: Node] = [:]
  var order: [String] = []
  var disabled: [Node] = []
  var problems = Diagnostics()
  var warnings: [Diagnostic] = []

  package init(_ scope: ProjectScope, registry: SwiftModelRegistry) {
    self.scope = scope
    self.registry = registry
    naming = NamingRules(scope)
    docs = DocsIndex(scope.project, environment: scope.environment)
  }

  /// Throws: `Diagnostics`, every problem of the project.
  package mutating func build() throws -> Manifest {
    for package in scope.project.packages {
      try addSources(of: package)
      try addSeeds(of: package)
      try addModels(of: package)
      try addSwiftModels(of: package)
      try addSingularTests(of: package)
      try addAnalyses(of: package)
    }
    for package in scope.project.packages {
      try addGenericTests(of: package)
      try addExposures(of: package)
    }
    return try connect()
  }

  /// The result of `body`; nil when it threw, and then its problems are kept.
  mutating func attempt<Result>(_ body: (inout ManifestBuilder) throws -> Result) throws -> Result?
  {
    do {
      return try body(&self)
    } catch let problem as Diagnostic {
      problems.append(problem)
    } catch let several as Diagnostics {
      problems.append(several)
    }
    return nil
  }

  /// Keeps a node, or sets it aside if a config switches it off.
  mutating func add(_ node: Node) {
    guard node.config.isEnabled else {
      disabled.append(node)
      return
    }
    if let first = nodes[node.uniqueID] {
      problems.append(.duplicate(node, first: first))
      return
    }
    nodes[node.uniqueID] = node
    order.append(node.uniqueID)
  }

  private mutating func connect() throws -> Manifest {
    var references = ReferenceIndex(rootPackage: scope.project.root.name)
    for id in order { if let node = nodes[id] { references.add(node) } }
    for node in disabled { references.add(node) }
    for id in order {
      guard var node = nodes[id] else { continue }
      node.dependsOn = resolved(node, with: references)
      nodes[id] = node
    }
    for id in order {
      if let node = nodes[id] { problems.all += LayerRule.violations(of: node, in: nodes) }
    }
    problems.all += AliasRule.violations(in: order.compactMap { nodes[$0] })
    try problems.throwIfErrors()
    return Manifest(
      scope: scope, nodes: nodes, order: order, disabled: disabled, references: references,
      docs: docs, warnings: scope.project.warnings + warnings)
  }

  private mutating func resolved(_ node: Node, with references: ReferenceIndex) -> [String] {
    var ids: [String] = []
    for reference in node.references {
      do {
        ids.append(try references.resolve(reference, in: node.package))
      } catch {
        problems.append(error.placed(at: node.span))
      }
    }
    return ids
  }
}

extension Diagnostic {
  fileprivate static func duplicate(_ node: Node, first: Node) -> Diagnostic {
    Diagnostic(
      code: "duplicate-resource",
      "two \(node.type.dbtName)s of package `\(node.package)` are named `\(node.name)`",
      at: node.span, notes: [Note("first defined here", at: first.span)])
  }
}
