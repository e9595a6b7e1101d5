package import PlainData

/// A column as a manifest documents it.
package struct ManifestColumn: Hashable, Sendable {
  package var name: String
  package var description = ""
  package var meta = PlainMap()
  package var dataType: String?
  /// Completed to dbt's keys when written.
  package var constraints: [PlainMap] = []
  package var quote: Bool?
  package var tags: [String] = []
  package var granularity: String?
  package var dimension: PlainValue = .null
  package var entity: PlainValue = .null
  package var docBlocks: [String] = []
  /// Keys of the project's own.
  package var extra = PlainMap()
  /// `config.meta` and `config.tags`; nil: the same as `meta` and `tags`.
  package var config: PlainMap?

  package init(_ name: String) {
    self.name = name
  }

  package init(reading map: PlainMap) {
    name = map.text("name")
    description = map.text("description")
    meta = map.map("meta")
    dataType = map.optionalText("data_type")
    constraints = map.maps("constraints")
    quote = map["quote"]?.bool
    tags = map.texts("tags")
    granularity = map.optionalText("granularity")
    dimension = map.value("dimension")
    entity = map.value("entity")
    docBlocks = map.texts("doc_blocks")
    config = map.map("config")
    for (key, value) in map where !Self.keys.contains(key) { extra[key] = value }
  }

  package var plain: PlainMap {
    var map: PlainMap = [
      "name": .string(name), "description": .string(description), "meta": .map(meta),
      "data_type": PlainValue(dataType),
      "constraints": PlainValue(constraints.map(Shape.constraint.completed)),
      "quote": PlainValue(quote),
      "config": .map(config ?? ["meta": .map(meta), "tags": PlainValue(tags)]),
      "tags": PlainValue(tags), "granularity": PlainValue(granularity), "dimension": dimension,
      "entity": entity, "doc_blocks": PlainValue(docBlocks),
    ]
    for (key, value) in extra { map[key] = value }
    return map
  }

  private static let keys: Set<String> = [
    "name", "description", "meta", "data_type", "constraints", "quote", "config", "tags",
    "granularity", "dimension", "entity", "doc_blocks",
  ]

  static func plain(_ columns: [ManifestColumn]) -> PlainValue {
    .map(PlainMap(columns.map { ($0.name, .map($0.plain)) }))
  }

  static func read(_ map: PlainMap) -> [ManifestColumn] {
    map.compactMap { $0.value.map.map(ManifestColumn.init(reading:)) }
  }
}
