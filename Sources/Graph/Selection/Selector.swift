package import Diagnostics

/// Evaluates selections over a graph; what a method means is told by a closure.
package struct Selector: Sendable {
  package let graph: DependencyGraph
  /// Nodes that come along with what they need (tests), as `indirect` says.
  package let companions: NodeSet
  /// Nodes that are always there and so never keep a companion from being buildable (sources).
  package let givens: NodeSet
  /// The mode for criteria that state none.
  package let indirect: IndirectSelection

  package init(
    _ graph: DependencyGraph, companions: NodeSet = [], givens: NodeSet = [],
    indirect: IndirectSelection = .eager
  ) {
    self.graph = graph
    self.companions = companions
    self.givens = givens
    self.indirect = indirect
  }

  /// Which nodes a method with its value names, before the choice spreads along edges.
  package typealias Matching = (Criterion) throws(Diagnostic) -> NodeSet

  /// The nodes of `selection`, and a warning `selection-matches-nothing` for each of its parts
  /// that names no node.
  ///
  /// Throws: what `matching` throws.
  package func select(_ selection: Selection, matching: Matching) throws(Diagnostic)
    -> (nodes: NodeSet, warnings: [Diagnostic])
  {
    var warnings: [Diagnostic] = []
    let bundle = try bundle(selection, matching: matching, warnings: &warnings)
    return (bundle.direct, warnings)
  }

  /// What is selected, and which companions would be if the rest of their parents were.
  private struct Bundle {
    var direct: NodeSet
    var possible: NodeSet
  }

  private func bundle(
    _ selection: Selection, matching: Matching, warnings: inout [Diagnostic]
  ) throws(Diagnostic) -> Bundle {
    switch selection {
    case .criterion(let criterion):
      let found = try bundle(criterion, matching: matching)
      if found.direct.isEmpty { warnings.append(.nothingMatches(selection)) }
      return found
    case .union(let parts):
      var all = Bundle(direct: [], possible: [])
      for part in parts {
        let next = try bundle(part, matching: matching, warnings: &warnings)
        all = combine(all, next) { $0.union($1) }
      }
      return settled(all)
    case .intersection(let parts):
      var ignored: [Diagnostic] = []
      guard let first = parts.first else { return Bundle(direct: [], possible: []) }
      var all = try bundle(first, matching: matching, warnings: &ignored)
      for part in parts.dropFirst() {
        let next = try bundle(part, matching: matching, warnings: &ignored)
        all = combine(all, next) { $0.intersection($1) }
      }
      let result = settled(all)
      if result.direct.isEmpty { warnings.append(.nothingMatches(selection)) }
      return result
    case .difference(let whole, let without):
      let all = try bundle(whole, matching: matching, warnings: &warnings)
      let fewer = try bundle(without, matching: matching, warnings: &warnings)
      return settled(combine(all, fewer) { $0.subtracting($1) })
    }
  }

  private func combine(_ one: Bundle, _ other: Bundle, by combine: (NodeSet, NodeSet) -> NodeSet)
    -> Bundle
  {
    Bundle(
      direct: combine(one.direct, other.direct),
      possible: combine(one.direct.union(one.possible), other.direct.union(other.possible)))
  }

  private func bundle(_ criterion: Criterion, matching: Matching) throws(Diagnostic) -> Bundle {
    let selected = spread(try matching(criterion), as: criterion)
    let mode = criterion.indirect ?? indirect
    var bundle = Bundle(direct: selected, possible: [])
    guard mode != .empty else { return bundle }
    let present = mode == .buildable ? reachable(selected).union(givens) : selected
    for companion in neighbours(of: selected).subtracting(selected) {
      if mode == .eager || needsOnly(companion, present) {
        bundle.direct.insert(companion)
      } else {
        bundle.possible.insert(companion)
      }
    }
    return bundle
  }

  /// Adds the companions that the combination has completed.
  private func settled(_ bundle: Bundle) -> Bundle {
    guard indirect == .cautious || indirect == .buildable else { return bundle }
    let present = indirect == .buildable ? reachable(bundle.direct) : bundle.direct
    var settled = bundle
    for companion in bundle.possible.intersection(companions) where needsOnly(companion, present) {
      settled.direct.insert(companion)
    }
    return settled
  }
}

extension Selector {
  private func spread(_ nodes: NodeSet, as criterion: Criterion) -> NodeSet {
    var all = nodes
    if criterion.childrensParents {
      let below = graph.descendants(of: nodes).union(nodes)
      all = all.union(below).union(graph.ancestors(of: below))
    }
    if criterion.parents != .none {
      all.formUnion(graph.ancestors(of: nodes, depth: criterion.parents.depth))
    }
    if criterion.children != .none {
      all.formUnion(graph.descendants(of: nodes, depth: criterion.children.depth))
    }
    return all
  }

  /// The companions that need at least one of `nodes`.
  private func neighbours(of nodes: NodeSet) -> NodeSet {
    graph.descendants(of: nodes, depth: 1).intersection(companions)
  }

  private func reachable(_ nodes: NodeSet) -> NodeSet { nodes.union(graph.ancestors(of: nodes)) }

  private func needsOnly(_ companion: Int, _ present: NodeSet) -> Bool {
    graph.parents(of: companion).allSatisfy(present.contains)
  }
}

extension Diagnostic {
  fileprivate static func nothingMatches(_ selection: Selection) -> Diagnostic {
    Diagnostic(
      .warning, code: "selection-matches-nothing",
      "the selection criterion `\(selection)` does not match any enabled nodes", at: selection.span)
  }
}
