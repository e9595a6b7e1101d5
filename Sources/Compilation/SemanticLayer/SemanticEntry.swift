import Diagnostics
import PlainData
import ProjectLoading
import Warehouse
import YAML

/// Where something of the semantic layer is written, and what its configs say there.
struct SemanticEntry {
  let name: Located<String>
  let file: FilePlace
  let node: YAMLNode
  /// `config:`, rendered and as written.
  let config: (rendered: PlainMap, written: PlainMap)
  /// Where it is not the entry's own `description:`.
  var description: String?

  static func config(_ node: YAMLNode) -> (PlainMap, PlainMap) {
    guard let config = node["config"] else { return ([:], [:]) }
    return (config.plain.map ?? [:], config.unrendered.plain.map ?? [:])
  }
}

extension ManifestBuilder {
  mutating func add(_ model: SemanticModel, _ entry: SemanticEntry, of package: Package) throws {
    var node = semanticNode(.semanticModel, entry, package, body: .semanticModel(model))
    node.references = [
      try reference(Located(model.model, at: model.modelSpan), node.facts)
    ]
    var described = model
    for index in model.entities.indices { describe(&described.entities[index].element, package) }
    for index in model.dimensions.indices {
      describe(&described.dimensions[index].element, package)
    }
    for index in model.measures.indices { describe(&described.measures[index].element, package) }
    node.body = .semanticModel(described)
    add(node)
    for measure in described.measures where measure.makesMetric {
      add(metricOf: measure, node, entry, package)
    }
  }

  /// `create_metric: true` of a measure.
  private mutating func add(
    metricOf measure: SemanticModel.Measure, _ owner: Node, _ entry: SemanticEntry,
    _ package: Package
  ) {
    let element = measure.element
    var metric = Metric(kind: .simple, label: element.label?.value ?? element.name.value)
    metric.parameters.measure = MeasureInput(name: element.name)
    metric.parameters.expression = element.expression ?? element.name.value
    let config: PlainMap = [
      "enabled": .bool(owner.config.isEnabled), "meta": .map(owner.config.meta),
    ]
    var own = SemanticEntry(
      name: element.name, file: entry.file, node: entry.node, config: (config, config))
    own.description =
      element.description?.value ?? "Metric created from measure \(element.name.value)"
    add(metric, own, of: package)
  }

  private mutating func describe(_ element: inout SemanticModel.Element, _ package: Package) {
    guard let written = element.description else { return }
    element.description = Located(described(written, in: package.name).text, at: written.span)
  }

  mutating func add(_ metric: Metric, _ entry: SemanticEntry, of package: Package) {
    var node = semanticNode(.metric, entry, package, body: .metric(metric))
    node.references = metric.references
    add(node)
  }

  mutating func add(_ query: SavedQuery, _ raw: RawProperties, of package: Package) throws {
    let entry = SemanticEntry(
      name: raw.name, file: raw.file, node: raw.node, config: SemanticEntry.config(raw.node))
    var node = semanticNode(.savedQuery, entry, package, body: .savedQuery(query))
    var placed = query
    for index in query.exports.indices {
      try place(&placed.exports[index], node)
    }
    node.body = .savedQuery(placed)
    node.references = query.metrics.map {
      Reference(.metric(package: nil, name: $0.value), at: $0.span)
    }
    add(node)
  }

  /// Names the relation of an export; its configs come over those of the query.
  private func place(_ export: inout SavedQuery.Export, _ node: Node) throws {
    var config = NodeConfig()
    for key in ["schema", "database", "alias"] {
      if let value = export.config[key] ?? node.config[key], !value.isNull {
        config.merge(key, value)
      }
    }
    let facts = NodeFacts(
      uniqueID: node.uniqueID, type: .savedQuery, name: export.name.value, package: node.package,
      fqn: node.fqn, file: node.file, config: config)
    let relation = try naming.relation(for: facts)
    let given = export.config["schema_name"]?.string ?? config.schema
    export.schema = given ?? relation.schema
    export.database = relation.database
    export.alias = config.alias ?? relation.identifier
    export.kind = export.config["export_as"]?.string ?? node.config.string("export_as")
    guard let kind = export.kind, ["table", "view"].contains(kind) else {
      throw Diagnostic.exportKind(export)
    }
  }

  private mutating func semanticNode(
    _ type: ResourceType, _ entry: SemanticEntry, _ package: Package, body: NodeBody
  ) -> Node {
    let trees: ConfigTrees.Resource =
      switch type {
      case .semanticModel: .semanticModels
      case .savedQuery: .savedQueries
      default: .metrics
      }
    let fqn = [package.name] + entry.file.folders + [entry.name.value]
    var levels = ConfigLevels(type, trees, of: scope.project, fqn: fqn, package: package.name)
    levels.applyProject()
    levels.apply(entry.config.rendered, written: entry.config.written)
    levels.applyRootProject()
    var config = levels.config
    if type != .metric {
      // dbt looks for the project's own words under a key that nobody writes, and finds none.
      config = NodeConfig(config.values, unrendered: entry.config.written)
    }
    var node = Node(
      uniqueID: "\(type.dbtName).\(package.name).\(entry.name.value)", type: type,
      name: entry.name.value, package: package.name, fqn: fqn, file: entry.file,
      span: entry.name.span, config: config, body: body)
    if let description = entry.description {
      node.description = description
    } else if let written = entry.node["description"], let text = written.string {
      (node.description, node.docBlocks) = described(
        Located(text, at: written.span), in: package.name)
    }
    return node
  }
}

extension Metric {
  /// What it is made of: measures, a semantic model, other metrics.
  fileprivate var references: [Reference] {
    let measures = ownMeasures.map { Reference(.measure($0.name.value), at: $0.name.span) }
    let model = parameters.aggregation.map { Reference(.semanticModel($0.semanticModel)) }
    let metrics = inputMetrics.map {
      Reference(.metric(package: nil, name: $0.name.value), at: $0.name.span)
    }
    return measures + [model].compactMap(\.self) + metrics
  }
}

extension Diagnostic {
  fileprivate static func exportKind(_ export: SavedQuery.Export) -> Diagnostic {
    Diagnostic(
      code: "unknown-value",
      "the export `\(export.name.value)` needs `export_as`: `table` or `view`",
      at: export.name.span)
  }
}
