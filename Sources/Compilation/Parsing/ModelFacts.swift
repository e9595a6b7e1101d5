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
    let version = version.flatMap { $0.isNull ? nil : $0 }
    self.init(
      uniqueID: uniqueID, type: type, name: name, package: package, config: config, relation: nil,
      version: version
    ) {
      [
        "unique_id": .string(uniqueID), "name": .string(name),
        "resource_type": .string(type.dbtName), "package_name": .string(package),
        "path": .string(file.resourcePath), "original_file_path": .string(file.path),
        "fqn": .list(fqn.map(PlainValue.string)), "config": .map(config.values),
        "tags": .list(config.tags.map(PlainValue.string)), "meta": .map(config.meta),
        "raw_code": .string(source), "version": version ?? .null,
        "language": .string(type.language(of: file)),
      ]
    }
  }

  init(_ resource: TemplateResource, config: NodeConfig) {
    self.init(
      uniqueID: resource.uniqueID, type: resource.type, name: resource.name,
      package: resource.package, fqn: resource.fqn, file: resource.file, config: config,
      source: resource.writtenCode ?? resource.source.text, version: resource.version)
  }

  /// The same with the final configs and the relation.
  func completed(config: NodeConfig, relation: Relation?) -> NodeFacts {
    var copy = self
    copy.config = config
    copy.relation = relation
    copy.changeModel { model in
      model["config"] = .map(config.values)
      model["tags"] = .list(config.tags.map(PlainValue.string))
      model["meta"] = .map(config.meta)
      guard let relation else { return }
      model["schema"] = .string(relation.schema)
      model["alias"] = .string(relation.identifier)
      model["database"] = relation.database.map(PlainValue.string) ?? .null
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
    let node = self
    facts.changeModel { node.complete(&$0) }
    return facts
  }

  /// What a node that has been parsed adds to its model.
  private func complete(_ model: inout PlainMap) {
    if let access { model["access"] = .string(access) }
    model["latest_version"] = latestVersion ?? .null
    model["group"] = config.group.map(PlainValue.string) ?? .null
    model["description"] = .string(description)
    model["columns"] = .map(
      PlainMap(columns.map { ($0.name.value, ["name": .string($0.name.value)]) }))
    model["depends_on"] = [
      "nodes": .list(dependsOn.map(PlainValue.string)),
      "macros": .list(macros.map(PlainValue.string)),
    ]
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
