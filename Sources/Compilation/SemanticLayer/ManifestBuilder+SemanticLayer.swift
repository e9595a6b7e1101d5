import Diagnostics
import PlainData
import ProjectLoading
import YAML

/// Semantic models, metrics and saved queries, in both forms that dbt reads.
extension ManifestBuilder {
  mutating func addSemanticLayer(of package: Package) throws {
    try addSemantics(ofModelsIn: package)
    for raw in package.properties.metrics {
      add(metric: raw.node, raw.name, raw.file, of: package, Metric.read)
    }
    for raw in package.properties.semanticModels {
      let key = SemanticSection.semanticModels
      guard let model = read(raw.node, key, raw.file, named: raw.name, SemanticModel.read) else {
        continue
      }
      let entry = SemanticEntry(
        name: raw.name, file: raw.file, node: raw.node, config: SemanticEntry.config(raw.node))
      _ = try attempt { try $0.add(model, entry, of: package) }
    }
    for raw in package.properties.savedQueries {
      let key = SemanticSection.savedQueries
      guard let query = read(raw.node, key, raw.file, named: raw.name, SavedQuery.read) else {
        continue
      }
      _ = try attempt { try $0.add(query, raw, of: package) }
    }
  }

  /// The newer form, in the entries of models.
  private mutating func addSemantics(ofModelsIn package: Package) throws {
    let entries = (package.properties.models + package.properties.swiftModels.map(\.node))
      .filter(\.mayHaveSemantics)
    guard !entries.isEmpty else { return }
    var models: [String: Node] = [:]
    for node in nodes.all where node.package == package.name {
      guard node.type.isModel, node.isLatestVersion || !node.isVersioned else { continue }
      models[node.name] = node
    }
    for entry in entries {
      guard let node = models[entry.name.value], let properties = node.properties else { continue }
      if let problem = TimeSpine.violation(of: properties) { problems.append(problem) }
      guard let semantics = ModelSemantics(properties) else { continue }
      let isSound = keep(semantics.problems, SemanticSection.models, properties.shared.file)
      guard isSound else {
        hasUnreadSemanticModels = true
        addMetrics(of: semantics, properties, package)
        continue
      }
      var entry = SemanticEntry(
        name: semantics.name, file: properties.shared.file, node: properties.shared.node,
        config: (semantics.config, semantics.config))
      entry.description = node.description
      _ = try attempt { try $0.add(semantics.semanticModel, entry, of: package) }
      addMetrics(of: semantics, properties, package)
    }
  }

  private mutating func addMetrics(
    of semantics: ModelSemantics, _ properties: NodeProperties, _ package: Package
  ) {
    let owner = Metric.Owner(
      semanticModel: semantics.name.value,
      timeDimension: semantics.semanticModel.defaultTimeDimension?.value)
    for item in properties.other("metrics")?.items.map(\.self) ?? [] {
      var reader = MappingReader(item, subject: "a metric")
      guard let name = reader.required("name") else {
        _ = keep(reader.problems, SemanticSection.metrics, properties.shared.file)
        continue
      }
      add(metric: item, name, properties.shared.file, of: package) {
        Metric.readNewForm(&$0, of: owner)
      }
    }
  }

  private mutating func add(
    metric node: YAMLNode, _ name: Located<String>, _ file: FilePlace, of package: Package,
    _ reading: (inout MappingReader) -> Metric?
  ) {
    let key = SemanticSection.metrics
    guard let metric = read(node, key, file, named: name, reading) else { return }
    let entry = SemanticEntry(
      name: name, file: file, node: node, config: SemanticEntry.config(node))
    add(metric, entry, of: package)
  }
}

extension NodeProperties {
  /// Whether there could be anything for the semantic layer in an entry of a model.
  fileprivate var mayHaveSemantics: Bool {
    other("semantic_model") != nil || other("time_spine") != nil || !versions.isEmpty
  }
}

/// The keys under which dbt finds what belongs to the semantic layer.
enum SemanticSection: String {
  case models, metrics
  case semanticModels = "semantic_models"
  case savedQueries = "saved_queries"

  var subject: String {
    switch self {
    case .models: "a model"
    case .metrics: "a metric"
    case .semanticModels: "a semantic model"
    case .savedQueries: "a saved query"
    }
  }
}

extension ManifestBuilder {
  /// Reads one entry; what is wrong with it is kept, and then there is no result.
  fileprivate mutating func read<Entry>(
    _ node: YAMLNode, _ section: SemanticSection, _ file: FilePlace, named name: Located<String>,
    _ reading: (inout MappingReader) -> Entry?
  ) -> Entry? {
    var reader = MappingReader(node, subject: section.subject)
    let entry = reading(&reader)
    reader.finish(unknownKeys: .warning)
    var found = reader.problems
    if section == .metrics, let problem = SemanticName.metricViolation(name) {
      found.append(problem)
    }
    guard keep(found, section, file) else {
      unparsed.insert(name.value)
      hasUnreadSemanticModels = hasUnreadSemanticModels || section == .semanticModels
      return nil
    }
    return entry
  }

  /// Keeps what is wrong; whether nothing of it is an error.
  fileprivate mutating func keep(
    _ found: [Diagnostic], _ section: SemanticSection, _ file: FilePlace
  ) -> Bool {
    var isSound = true
    for problem in found {
      guard problem.severity == .error else {
        warnings.append(problem)
        continue
      }
      isSound = false
      let key = section.rawValue
      problems.append(
        problem.known(
          as: "Invalid \(key) config given in \(file.path) @ \(key): \(problem.message)", "Parsing"
        ))
    }
    return isSound
  }
}
