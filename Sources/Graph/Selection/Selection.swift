package import Diagnostics

/// A choice of nodes of a graph, as it is written after `--select` and `--exclude`.
///
/// `a b` is a union, `a,b` an intersection; `Criterion` describes a single choice.
package indirect enum Selection: Hashable, Sendable {
  case criterion(Criterion)
  /// Without parts: nothing.
  case union([Selection])
  /// Without parts: nothing.
  case intersection([Selection])
  case difference(Selection, without: Selection)
}

/// One choice: a method with a value, and how far the choice spreads along the edges.
///
///     +tag:nightly        config.materialized:table+2        @orders
package struct Criterion: Hashable, Sendable {
  /// How far a choice spreads in one direction.
  package enum Reach: Hashable, Sendable {
    case none
    case all
    /// At most this many edges away.
    case within(Int)
  }

  /// The method's name: `tag`, `config`.
  package var method: String
  /// What follows the method's name after a dot: `config.meta.owner` has `meta` and `owner`.
  package var arguments: [String]
  package var value: String
  /// `+x`, `2+x`
  package var parents: Reach
  /// `x+`, `x+2`
  package var children: Reach
  /// `@x`: the descendants of `x` and everything they need.
  package var childrensParents: Bool
  /// What happens to tests beside the choice; nil: as the run as a whole says.
  package var indirect: IndirectSelection?
  /// The text of the choice.
  package var span: Span?

  package init(
    _ method: String, arguments: [String] = [], value: String, parents: Reach = .none,
    children: Reach = .none, childrensParents: Bool = false, indirect: IndirectSelection? = nil,
    at span: Span? = nil
  ) {
    self.method = method
    self.arguments = arguments
    self.value = value
    self.parents = parents
    self.children = children
    self.childrensParents = childrensParents
    self.indirect = indirect
    self.span = span
  }
}

extension Criterion.Reach {
  /// Edges, for a walk; nil: any number.
  var depth: Int? { if case .within(let edges) = self { edges } else { nil } }

  fileprivate var sign: String {
    switch self {
    case .none: ""
    case .all: "+"
    case .within(let edges): "\(edges)+"
    }
  }
}

extension Criterion: CustomStringConvertible {
  /// The criterion as it would be written: `2+config.materialized:table+`.
  package var description: String {
    let name = ([method] + arguments).joined(separator: ".")
    let below = children.sign.hasSuffix("+") ? "+" + children.sign.dropLast() : ""
    return "\(childrensParents ? "@" : "")\(parents.sign)\(name):\(value)\(below)"
  }
}

extension Selection: CustomStringConvertible {
  package var description: String {
    switch self {
    case .criterion(let criterion): criterion.span?.text ?? criterion.description
    case .union(let parts): parts.map(\.description).joined(separator: " ")
    case .intersection(let parts): parts.map(\.description).joined(separator: ",")
    case .difference(let all, let without): "\(all) without \(without)"
    }
  }

  /// The place of the whole choice, if it was read from text.
  package var span: Span? {
    switch self {
    case .criterion(let criterion): criterion.span
    case .union(let parts), .intersection(let parts):
      parts.compactMap(\.span).reduce(nil) { whole, span in whole?.joined(with: span) ?? span }
    case .difference(let all, _): all.span
    }
  }
}
