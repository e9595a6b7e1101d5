package import PlainData

/// One entry of a manifest's `sources`: a table that something else fills.
package struct ManifestSource: Hashable, Sendable {
  package var identity: ResourceIdentity
  package var database: String?
  package var schema: String
  package var sourceName: String
  package var sourceDescription = ""
  package var loader = ""
  package var identifier: String
  package var quoting = PlainMap()
  package var loadedAtField: String?
  package var loadedAtQuery: String?
  /// Completed to dbt's keys when written; nil: freshness is not checked.
  package var freshness: PlainMap?
  package var external: PlainMap?
  package var description = ""
  package var columns: [ManifestColumn] = []
  package var meta = PlainMap()
  package var sourceMeta = PlainMap()
  package var tags: [String] = []
  package var config = PlainMap()
  package var patchPath: String?
  package var unrenderedConfig = PlainMap()
  package var relationName: String?
  /// Seconds since 1970.
  package var createdAt = 0.0
  package var unrenderedDatabase: String?
  package var unrenderedSchema: String?
  package var docBlocks: [String] = []

  package init(
    _ identity: ResourceIdentity, sourceName: String, database: String?, schema: String,
    identifier: String
  ) {
    self.identity = identity
    self.sourceName = sourceName
    self.database = database
    self.schema = schema
    self.identifier = identifier
  }

  package init(reading map: PlainMap) {
    identity = ResourceIdentity(reading: map)
    database = map.optionalText("database")
    schema = map.text("schema")
    sourceName = map.text("source_name")
    sourceDescription = map.text("source_description")
    loader = map.text("loader")
    identifier = map.text("identifier")
    quoting = map.map("quoting")
    loadedAtField = map.optionalText("loaded_at_field")
    loadedAtQuery = map.optionalText("loaded_at_query")
    freshness = map["freshness"]?.map
    external = map["external"]?.map
    description = map.text("description")
    columns = ManifestColumn.read(map.map("columns"))
    meta = map.map("meta")
    sourceMeta = map.map("source_meta")
    tags = map.texts("tags")
    config = map.map("config")
    patchPath = map.optionalText("patch_path")
    unrenderedConfig = map.map("unrendered_config")
    relationName = map.optionalText("relation_name")
    createdAt = map.number("created_at")
    unrenderedDatabase = map.optionalText("unrendered_database")
    unrenderedSchema = map.optionalText("unrendered_schema")
    docBlocks = map.texts("doc_blocks")
  }

  /// The source with exactly dbt's keys, in dbt's order.
  package var plain: PlainMap {
    var map: PlainMap = ["database": PlainValue(database), "schema": .string(schema)]
    identity.add(to: &map)
    map.add([
      "source_name": .string(sourceName), "source_description": .string(sourceDescription),
      "loader": .string(loader), "identifier": .string(identifier),
      "quoting": .map(Shape.quoting.completed(quoting)),
      "loaded_at_field": PlainValue(loadedAtField), "loaded_at_query": PlainValue(loadedAtQuery),
      "freshness": freshness.map { .map(Shape.freshness.completed($0)) } ?? .null,
      "external": external.map { .map($0) } ?? .null, "description": .string(description),
    ])
    ManifestColumn.add(columns, to: &map)
    map.add([
      "meta": .map(meta),
      "source_meta": .map(sourceMeta), "tags": PlainValue(tags),
      "config": .map(Shape.sourceConfig.completed(config)), "patch_path": PlainValue(patchPath),
      "unrendered_config": .map(unrenderedConfig), "relation_name": PlainValue(relationName),
      "created_at": .double(createdAt), "unrendered_database": PlainValue(unrenderedDatabase),
      "unrendered_schema": PlainValue(unrenderedSchema), "doc_blocks": PlainValue(docBlocks),
    ])
    return map
  }
}
