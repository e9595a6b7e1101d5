package import Diagnostics
import PlainData

/// Finds the node that a `ref` or a `source` means.
package struct ReferenceIndex: Sendable {
  /// Name → package → unique id, for models, seeds and snapshots.
  private var referables: [String: [String: String]] = [:]
  /// `source.table` → package → unique id.
  private var sources: [String: [String: String]] = [:]
  /// Names of nodes that are switched off, with their places.
  private var disabled: [String: Span] = [:]
  private let rootPackage: String

  package init(rootPackage: String) {
    self.rootPackage = rootPackage
  }

  package mutating func add(_ node: Node) {
    guard node.config.isEnabled else {
      if let span = node.span { disabled[key(of: node)] = span }
      return
    }
    if node.type == .source {
      sources[key(of: node), default: [:]][node.package] = node.uniqueID
    } else if node.type.isReferable {
      referables[node.name, default: [:]][node.package] = node.uniqueID
    }
  }

  /// Names that `ref` can find, sorted.
  package var referableNames: [String] { referables.keys.sorted() }

  /// Tables of the source `name`, sorted; of all sources when there is no such source.
  package func tables(ofSource name: String) -> [String] {
    let pairs = sources.keys.sorted().map {
      $0.split(separator: ".", maxSplits: 1).map(String.init)
    }
    let own = pairs.filter { $0.first == name }
    return (own.isEmpty ? pairs : own).compactMap(\.last)
  }

  private func key(of node: Node) -> String {
    guard case .source(let table) = node.body else { return node.name }
    return "\(table.sourceName).\(node.name)"
  }

  /// The unique id meant by `reference` in a node of `package`.
  ///
  /// Throws: `ref-not-found`, `source-not-found`, `ref-disabled`, with the nearest name.
  package func resolve(_ reference: Reference, in package: String) throws(Diagnostic) -> String {
    switch reference.target {
    case .ref(let named, let name, _):
      let found = referables[name].flatMap { pick($0, named: named, from: package) }
      guard let found else { throw missingRef(reference, name) }
      return found
    case .source(let name, let table):
      let key = "\(name).\(table)"
      guard let found = sources[key].flatMap({ pick($0, named: nil, from: package) }) else {
        throw missingSource(reference, name, table)
      }
      return found
    }
  }

  /// The package that was named; else the node's own, the root, or the only one that has the name.
  private func pick(_ candidates: [String: String], named: String?, from package: String)
    -> String?
  {
    if let named { return candidates[named] }
    return candidates[package] ?? candidates[rootPackage]
      ?? candidates.min { $0.key < $1.key }?.value
  }

  private func missingRef(_ reference: Reference, _ name: String) -> Diagnostic {
    if let span = disabled[name] {
      return .disabled(reference, definedAt: span)
    }
    return Diagnostic(
      code: "ref-not-found", "no model, seed or snapshot is named `\(name)`", at: reference.span,
      help: NearMiss.help(for: name, among: referables.keys.sorted()))
  }

  private func missingSource(_ reference: Reference, _ name: String, _ table: String) -> Diagnostic
  {
    let key = "\(name).\(table)"
    if let span = disabled[key] { return .disabled(reference, definedAt: span) }
    let known = sources.keys.sorted()
    let nearest = NearMiss.nearest(to: key, among: known)
    return Diagnostic(
      code: "source-not-found", "no source table is named `\(name)`.`\(table)`",
      at: reference.span,
      help: nearest.map { key in
        let parts = key.split(separator: ".", maxSplits: 1)
        return ["did you mean `source('\(parts[0])', '\(parts.last ?? "")')`?"]
      } ?? [])
  }
}

extension Diagnostic {
  fileprivate static func disabled(_ reference: Reference, definedAt span: Span) -> Diagnostic {
    Diagnostic(
      code: "ref-disabled", "\(reference.text) means a node that is disabled", at: reference.span,
      notes: [Note("disabled here", at: span)])
  }
}
