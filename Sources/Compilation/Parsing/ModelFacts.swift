import Diagnostics
import PlainData
import ProjectLoading
import Warehouse

extension NodeFacts {
  /// The facts of a node that is still being parsed; its relation is not known yet.
  init(
    uniqueID: String, type: ResourceType, name: String, package: String, fqn: [String],
    file: FilePlace, config: NodeConfig, source: String = "", version: PlainValue? = nil
  ) {
    let model: PlainMap = [
      "unique_id": .string(uniqueID), "name": .string(name),
      "resource_type": .string(type.dbtName), "package_name": .string(package),
      "path": .string(file.resourcePath), "original_file_path": .string(file.path),
      "fqn": .list(fqn.map(PlainValue.string)), "config": .map(config.values),
      "tags": .list(config.tags.map(PlainValue.string)), "meta": .map(config.meta),
      "raw_code": .string(source), "version": version ?? .null,
      "language": .string(type.language(of: file)),
    ]
    self.init(
      uniqueID: uniqueID, type: type, name: name, package: package, config: config, relation: nil,
      model: model)
  }

  init(_ resource: TemplateResource, config: NodeConfig) {
    self.init(
      uniqueID: resource.uniqueID, type: resource.type, name: resource.name,
      package: resource.package, fqn: resource.fqn, file: resource.file, config: config,
      source: resource.writtenCode ?? resource.source.text, version: resource.version)
  }

  /// A model's version; nil for what has none.
  var version: PlainValue? {
    guard let version = model["version"], !version.isNull else { return Optional.none }
    return version
  }

  /// The same with the final configs and the relation.
  func completed(config: NodeConfig, relation: Relation?) -> NodeFacts {
    var copy = self
    copy.config = config
    copy.relation = relation
    copy.model["config"] = .map(config.values)
    copy.model["tags"] = .list(config.tags.map(PlainValue.string))
    copy.model["meta"] = .map(config.meta)
    if let relation {
      copy.model["schema"] = .string(relation.schema)
      copy.model["alias"] = .string(relation.identifier)
      copy.model["database"] = relation.database.map(PlainValue.string) ?? .null
    }
    return copy
  }
}

extension Node {
  /// What its templates may know of it.
  package var facts: NodeFacts {
    var facts = NodeFacts(
      uniqueID: uniqueID, type: type, name: name, package: package, fqn: fqn, file: file,
      config: config, source: writtenCode ?? templateText, version: version
    ).completed(config: config, relation: relation)
    if let access { facts.model["access"] = .string(access) }
    facts.model["latest_version"] = latestVersion ?? .null
    facts.model["group"] = config.group.map(PlainValue.string) ?? .null
    facts.model["description"] = .string(description)
    facts.model["columns"] = .map(
      PlainMap(columns.map { ($0.name.value, ["name": .string($0.name.value)]) }))
    facts.model["depends_on"] = [
      "nodes": .list(dependsOn.map(PlainValue.string)),
      "macros": .list(macros.map(PlainValue.string)),
    ]
    return facts
  }

  private var templateText: String {
    switch body {
    case .template(_, let source), .function(_, let source, _): source.text
    default: ""
    }
  }
}

extension ResourceType {
  /// What a node's code is written in, by the ending of its file.
  func language(of file: FilePlace) -> String {
    if self == .swiftModel { return "swift" }
    guard self == .function else { return "sql" }
    if file.path.hasSuffix(".py") { return "python" }
    return file.path.hasSuffix(".js") ? "javascript" : "sql"
  }
}
