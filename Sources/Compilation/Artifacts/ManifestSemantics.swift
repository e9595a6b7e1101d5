import Artifacts
import PlainData
import ProjectLoading
import Warehouse

extension Node {
  /// A metric, a semantic model or a saved query as dbt's manifest has it; nil for anything else.
  func definition(in manifest: Compilation.Manifest) -> PlainMap? {
    guard let own = ownDefinition(in: manifest) else { return nil }
    var map: PlainMap = [
      "name": .string(name), "resource_type": .string(type.dbtName),
      "package_name": .string(package), "path": .string(file.resourcePath),
      "original_file_path": .string(file.path), "unique_id": .string(uniqueID),
      "fqn": .list(fqn.map(PlainValue.string)), "config": .map(config.values),
      "unrendered_config": .map(config.unrendered), "group": config["group"] ?? .null,
      "depends_on": ["macros": [], "nodes": .list(dependsOn.map(PlainValue.string))],
      "refs": refArguments.plain,
      "created_at": .double(Double(manifest.scope.invocation.started.microseconds) / 1_000_000),
    ]
    for (key, value) in own { map[key] = value }
    return shape.completed(map)
  }

  private var shape: Shape {
    switch type {
    case .metric: .metric
    case .semanticModel: .semanticModel
    default: .savedQuery
    }
  }

  private func ownDefinition(in manifest: Compilation.Manifest) -> PlainMap? {
    switch body {
    case .metric(let metric):
      var map = metric.plain
      map["description"] = .string(description)
      map["meta"] = metric.isNewForm ? [:] : .map(config.meta)
      map["tags"] = .list(metric.tags.map(PlainValue.string))
      return map
    case .semanticModel(let model):
      var map = model.plain(inheriting: config.meta)
      map["description"] = model.isDescribed ? .string(description) : .null
      map["node_relation"] = nodeRelation(in: manifest)
      return map
    case .savedQuery(let query):
      var map = query.plain(tags: tags)
      map["description"] = query.isDescribed ? .string(description) : .null
      // Tags are no config of a saved query, and stay as they are written.
      if let written = config.unrendered["tags"] {
        var config = config.values
        config["tags"] = written
        map["config"] = .map(config)
      }
      return map
    default: return nil
    }
  }

  /// Where the model of a semantic model is built.
  private func nodeRelation(in manifest: Compilation.Manifest) -> PlainValue {
    guard let id = dependsOn.first, let relation = manifest[id]?.relation else { return .null }
    return .map(relation.named(in: manifest))
  }
}

extension Relation {
  /// As the semantic layer names relations.
  func named(in manifest: Compilation.Manifest) -> PlainMap {
    let target = manifest.scope.target.values["database"]?.string
    return [
      "alias": .string(identifier), "schema_name": .string(schema),
      "database": (database ?? target).map(PlainValue.string) ?? .null,
      "relation_name": .string(manifest.scope.dialect.render(self)),
    ]
  }
}
