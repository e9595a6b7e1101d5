package import PlainData

/// One entry of a manifest's `nodes`: a model, seed, snapshot, test, analysis or hook.
///
/// `config` holds what was set; when written it is completed with dbt's defaults for its kind.
package struct ManifestNode: Hashable, Sendable {
  package var identity: ResourceIdentity
  package var kind: Kind
  package var database: String?
  package var schema: String
  package var alias: String
  package var checksum: Checksum
  package var config = PlainMap()
  package var tags: [String] = []
  package var description = ""
  package var columns: [ManifestColumn] = []
  package var meta = PlainMap()
  package var group: String?
  package var docs = PlainMap()
  /// `package://path/of.yml`
  package var patchPath: String?
  package var buildPath: String?
  package var unrenderedConfig = PlainMap()
  /// Seconds since 1970.
  package var createdAt = 0.0
  package var relationName: String?
  package var rawCode = ""
  package var docBlocks: [String] = []
  package var dependsOn = Dependencies()
  /// Nothing for a seed.
  package var code: Code?

  package struct Checksum: Hashable, Sendable {
    /// `sha256`, `path` (a seed above 1 MB) or `none`.
    package var name: String
    package var checksum: String

    package init(name: String, checksum: String) {
      self.name = name
      self.checksum = checksum
    }

    package static func sha256(_ checksum: String) -> Checksum {
      Checksum(name: "sha256", checksum: checksum)
    }
    package static let none = Checksum(name: "none", checksum: "")
  }

  package init(
    _ identity: ResourceIdentity, _ kind: Kind, database: String?, schema: String, alias: String,
    checksum: Checksum
  ) {
    self.identity = identity
    self.kind = kind
    self.database = database
    self.schema = schema
    self.alias = alias
    self.checksum = checksum
    if !kind.isSeed { code = Code() }
  }

  package init(reading map: PlainMap) {
    identity = ResourceIdentity(reading: map)
    kind = Kind(reading: map)
    database = map.optionalText("database")
    schema = map.text("schema")
    alias = map.text("alias")
    let sum = map.map("checksum")
    checksum = Checksum(name: sum.text("name"), checksum: sum.text("checksum"))
    config = map.map("config")
    tags = map.texts("tags")
    description = map.text("description")
    columns = ManifestColumn.read(map.map("columns"))
    meta = map.map("meta")
    group = map.optionalText("group")
    docs = map.map("docs")
    patchPath = map.optionalText("patch_path")
    buildPath = map.optionalText("build_path")
    unrenderedConfig = map.map("unrendered_config")
    createdAt = map.number("created_at")
    relationName = map.optionalText("relation_name")
    rawCode = map.text("raw_code")
    docBlocks = map.texts("doc_blocks")
    dependsOn = Dependencies(reading: map.map("depends_on"))
    if !kind.isSeed { code = Code(reading: map) }
  }

  /// The node with exactly dbt's keys, in dbt's order.
  package var plain: PlainMap {
    var map = PlainMap()
    map.reserveCapacity(48)
    add(to: &map)
    return map
  }

  /// Adds exactly dbt's keys, in dbt's order.
  func add(to sink: inout some MemberSink) {
    kind.addFirst(to: &sink)
    sink.add("database", text: database)
    sink.add("schema", text: schema)
    identity.add(to: &sink)
    sink.add("alias", text: alias)
    sink.add("checksum") {
      $0.add("name", text: checksum.name)
      $0.add("checksum", text: checksum.checksum)
    }
    sink.add("config", config, in: kind.config)
    sink.add("tags", texts: tags)
    sink.add("description", text: description)
    ManifestColumn.add(columns, to: &sink)
    sink.add("meta", .map(meta))
    sink.add("group", text: group)
    sink.add("docs", docs, in: .docs)
    sink.add("patch_path", text: patchPath)
    sink.add("build_path", text: buildPath)
    sink.add("unrendered_config", .map(unrenderedConfig))
    sink.add("created_at", .double(createdAt))
    sink.add("relation_name", text: relationName)
    sink.add("raw_code", text: rawCode)
    sink.add("doc_blocks", texts: docBlocks)
    code?.add(to: &sink, dependsOn: dependsOn)
    kind.add(to: &sink, dependsOn: dependsOn)
  }
}
