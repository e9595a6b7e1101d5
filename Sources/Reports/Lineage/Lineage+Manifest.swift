package import Artifacts
import PlainData

extension Lineage {
  /// The data lineage of a project: sources, seeds, models, snapshots and exposures (and tests, if
  /// asked for), with what became of them in a run.
  ///
  /// A node's layer is `meta.layer`; without it, a model's is the first folder it lies in, and that of
  /// sources and seeds is `raw`. Columns with the tag `pii` or with `meta.pii` are hidden.
  package init(_ manifest: Manifest, results: RunResults? = nil, includesTests: Bool = false) {
    let outcomes = Dictionary(
      (results?.results ?? []).map { ($0.uniqueID, $0) }, uniquingKeysWith: { $1 })
    var nodes: [Node] = manifest.sources.map { Node($0, outcomes[$0.identity.uniqueID]) }
    var edges: [Edge] = []
    for node in manifest.nodes {
      guard let kind = Kind(node), kind != .test || includesTests else { continue }
      nodes.append(Node(node, kind, outcomes[node.identity.uniqueID]))
      edges += node.dependsOn.nodes.map { Edge(from: $0, to: node.identity.uniqueID) }
    }
    for exposure in manifest.exposures {
      nodes.append(Node(exposure, outcomes[exposure.identity.uniqueID]))
      edges += exposure.dependsOn.nodes.map { Edge(from: $0, to: exposure.identity.uniqueID) }
    }
    self.init(nodes: nodes.sorted { $0.id < $1.id }, edges: edges)
  }
}

extension Lineage.Kind {
  /// nil for hooks and other nodes that hold no data.
  init?(_ node: ManifestNode) {
    switch node.kind {
    case .model: self = node.code?.language == "swift" ? .swiftModel : .model
    case .seed: self = .seed
    case .snapshot: self = .snapshot
    case .genericTest, .singularTest: self = .test
    case .analysis, .operation, .inlineSQL, .function: return nil
    }
  }
}

extension Lineage.Node {
  fileprivate init(_ source: ManifestSource, _ outcome: NodeResult?) {
    self.init(
      id: source.identity.uniqueID, name: "\(source.sourceName).\(source.identity.name)",
      kind: .source, layer: source.meta["layer"]?.string ?? "raw",
      relation: "\(source.schema).\(source.identifier)", path: source.identity.originalFilePath,
      description: source.description, hiddenColumns: Self.hidden(source.columns))
    apply(outcome)
  }

  fileprivate init(_ node: ManifestNode, _ kind: Lineage.Kind, _ outcome: NodeResult?) {
    let materialization = node.config["materialized"]?.string
    let isRelation = kind != .test && materialization != "ephemeral"
    self.init(
      id: node.identity.uniqueID, name: node.identity.name, kind: kind,
      layer: node.meta["layer"]?.string ?? Self.layer(kind, node.identity.fqn),
      materialization: materialization, relation: isRelation ? "\(node.schema).\(node.alias)" : nil,
      path: node.identity.originalFilePath, description: node.description,
      hiddenColumns: Self.hidden(node.columns))
    apply(outcome)
  }

  fileprivate init(_ exposure: ManifestExposure, _ outcome: NodeResult?) {
    self.init(
      id: exposure.identity.uniqueID, name: exposure.label ?? exposure.identity.name,
      kind: .exposure, layer: "exposures", path: exposure.identity.originalFilePath,
      description: exposure.description)
    apply(outcome)
  }

  private mutating func apply(_ outcome: NodeResult?) {
    guard let outcome else { return }
    status = outcome.status
    seconds = outcome.executionTime
    let affected = outcome.adapterResponse["rows_affected"]?.int
    rows = affected.flatMap { $0 >= 0 ? $0 : nil }
    message = outcome.message
  }

  /// The first of the folders that stand between a node's package and its name.
  private static func layer(_ kind: Lineage.Kind, _ fqn: [String]) -> String {
    switch kind {
    case .seed: "raw"
    case .snapshot: "snapshots"
    case .test: ""
    default: fqn.count > 2 ? fqn[1] : ""
    }
  }

  private static func hidden(_ columns: [ManifestColumn]) -> [String] {
    columns.filter { $0.tags.contains("pii") || $0.meta["pii"] == true }.map(\.name)
  }
}
