package import Diagnostics
import PlainData

/// Finds the node that a `ref`, a `source`, a `function` or a `metric` means.
package struct ReferenceIndex: Sendable {
  /// Name (`orders`, `orders.v2`) → package → unique id, for models, seeds and snapshots.
  private var referables = Lookup()
  /// `source.table` → package → unique id.
  private var sources = Lookup()
  private var functions = Lookup()
  private var metrics = Lookup()
  private var semanticModels = Lookup()
  /// Measures, and the semantic models that have them.
  private var measures = Lookup()
  private var disabledMeasures: [String: Node] = [:]
  /// Nodes that are switched off, by the same names.
  private var disabled: [String: Node] = [:]
  private let rootPackage: String
  /// dbt looks in the root project first, unless a flag says that the node's own package is nearer.
  private let searchesNodePackageFirst: Bool

  private typealias Lookup = [String: [String: String]]

  package init(rootPackage: String, searchesNodePackageFirst: Bool = false) {
    self.rootPackage = rootPackage
    self.searchesNodePackageFirst = searchesNodePackageFirst
  }

  package mutating func add(_ node: Node) {
    guard node.config.isEnabled else {
      disabled[key(of: node)] = node
      if node.isLatestVersion { disabled[node.name] = node }
      for measure in node.measureNames { disabledMeasures[measure] = node }
      return
    }
    switch node.type {
    case .source: sources[key(of: node), default: [:]][node.package] = node.uniqueID
    case .function: functions[node.name, default: [:]][node.package] = node.uniqueID
    case .metric: metrics[node.name, default: [:]][node.package] = node.uniqueID
    case .semanticModel:
      semanticModels[node.name, default: [:]][node.package] = node.uniqueID
      for name in node.measureNames { measures[name, default: [:]][node.package] = node.uniqueID }
    case _ where node.type.isReferable:
      referables[key(of: node), default: [:]][node.package] = node.uniqueID
      if node.isLatestVersion { referables[node.name, default: [:]][node.package] = node.uniqueID }
    default: break
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
    guard case .source(let table) = node.body else { return node.searchName }
    return "\(table.sourceName).\(node.name)"
  }

  /// The unique id meant by `reference` in a node of `package`.
  ///
  /// Throws: `ref-not-found`, `source-not-found`, `ref-disabled`, with the nearest name.
  package func resolve(_ reference: Reference, in package: String) throws(Diagnostic) -> String {
    let found =
      switch reference.target {
      case .ref(let named, let name, let version):
        pick(referables[Self.key(name, version)], named: named, from: package)
      case .source(let name, let table):
        pick(sources["\(name).\(table)"], named: nil, from: package)
      case .function(let named, let name): pick(functions[name], named: named, from: package)
      case .metric(let named, let name): pick(metrics[name], named: named, from: package)
      case .measure(let name): pick(measures[name], named: nil, from: package)
      case .semanticModel(let name): pick(semanticModels[name], named: nil, from: package)
      }
    guard let found else { throw missing(reference) }
    return found
  }

  private static func key(_ name: String, _ version: PlainValue?) -> String {
    guard let version, !version.isNull else { return name }
    return "\(name).v\(version.versionText)"
  }

  /// The package that was named; else the root, the node's own, or any that has the name.
  private func pick(_ candidates: [String: String]?, named: String?, from package: String)
    -> String?
  {
    guard let candidates else { return nil }
    if let named { return candidates[named] }
    let near = searchesNodePackageFirst ? [package, rootPackage] : [rootPackage, package]
    return near.lazy.compactMap { candidates[$0] }.first
      ?? candidates.min { $0.key < $1.key }?.value
  }

  private func missing(_ reference: Reference) -> Diagnostic {
    switch reference.target {
    case .ref(_, let name, let version): missingRef(reference, name, version)
    case .source(let name, let table): missingSource(reference, name, table)
    case .function(_, let name): missing(reference, "function", name, functions.keys.sorted())
    case .metric(_, let name): missing(reference, "metric", name, metrics.keys.sorted())
    case .measure(let name): missingMeasure(reference, name)
    case .semanticModel(let name):
      missing(reference, "semantic-model", name, semanticModels.keys.sorted())
    }
  }

  private func missing(
    _ reference: Reference, _ kind: String, _ name: String, _ known: [String]
  ) -> Diagnostic {
    if let node = disabled[name] { return .disabled(reference, node) }
    return Diagnostic(
      code: "\(kind)-not-found",
      "no \(kind.split(separator: "-").joined(separator: " ")) is named `\(name)`",
      at: reference.span,
      help: NearMiss.help(for: name, among: known))
  }

  private func missingMeasure(_ reference: Reference, _ name: String) -> Diagnostic {
    if let node = disabledMeasures[name] { return .disabled(reference, node) }
    return missing(reference, "measure", name, measures.keys.sorted())
  }

  private func missingRef(
    _ reference: Reference, _ name: String, _ version: PlainValue?
  ) -> Diagnostic {
    if let node = disabled[Self.key(name, version)] { return .disabled(reference, node) }
    if let version, !version.isNull {
      let known = referables.keys.filter { $0.hasPrefix("\(name).v") }.sorted()
      if !known.isEmpty || referables[name] != nil {
        return .noVersion(reference, name, version, known)
      }
    }
    let owner: String =
      if case .ref(let package?, _, _) = reference.target { " of the package `\(package)`" } else {
        ""
      }
    return Diagnostic(
      code: "ref-not-found", "no model, seed or snapshot\(owner) is named `\(name)`",
      at: reference.span,
      help: owner.isEmpty
        ? NearMiss.help(for: name, among: referables.keys.sorted())
        : (referables[name]?.keys.sorted() ?? []).map { "the package `\($0)` has one" })
  }

  private func missingSource(_ reference: Reference, _ name: String, _ table: String) -> Diagnostic
  {
    let key = "\(name).\(table)"
    if let node = disabled[key] { return .disabled(reference, node) }
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

extension Node {
  fileprivate var measureNames: [String] {
    guard case .semanticModel(let model) = body else { return [] }
    return model.measures.map(\.element.name.value)
  }
}

extension Diagnostic {
  fileprivate static func disabled(_ reference: Reference, _ node: Node) -> Diagnostic {
    Diagnostic(
      code: "ref-disabled", "\(reference.text) means a node that is disabled", at: reference.span,
      notes: node.span.map { [Note("disabled here", at: $0)] } ?? [])
  }

  fileprivate static func noVersion(
    _ reference: Reference, _ name: String, _ version: PlainValue, _ known: [String]
  ) -> Diagnostic {
    let versions = known.map { "`\($0.dropFirst(name.utf8.count + 2))`" }.joined(separator: ", ")
    return Diagnostic(
      code: "ref-not-found", "`\(name)` has no version `\(version.versionText)`",
      at: reference.span,
      help: [known.isEmpty ? "it has no versions at all" : "it has \(versions)"])
  }
}
