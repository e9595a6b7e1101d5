package import PlainData

/// One entry of a manifest's `macros`.
package struct ManifestMacro: Hashable, Sendable {
  package var identity: ResourceIdentity
  package var sql: String
  /// Unique ids of the macros it calls.
  package var macros: [String] = []
  package var description = ""
  package var meta = PlainMap()
  package var docs = PlainMap()
  package var patchPath: String?
  package var arguments: [Argument] = []
  /// Seconds since 1970.
  package var createdAt = 0.0
  /// Only materialisations name theirs.
  package var supportedLanguages: [String]?

  package struct Argument: Hashable, Sendable {
    package var name: String
    package var type: String?
    package var description: String

    package init(name: String, type: String?, description: String) {
      self.name = name
      self.type = type
      self.description = description
    }
  }

  package init(_ identity: ResourceIdentity, sql: String) {
    self.identity = identity
    self.sql = sql
  }

  package init(reading map: PlainMap) {
    identity = ResourceIdentity(reading: map)
    sql = map.text("macro_sql")
    macros = map.map("depends_on").texts("macros")
    description = map.text("description")
    meta = map.map("meta")
    docs = map.map("docs")
    patchPath = map.optionalText("patch_path")
    arguments = map.maps("arguments").map {
      Argument(
        name: $0.text("name"), type: $0.optionalText("type"), description: $0.text("description"))
    }
    createdAt = map.number("created_at")
    supportedLanguages = map["supported_languages"]?.list?.compactMap(\.string)
  }

  /// The macro with exactly dbt's keys, in dbt's order.
  package var plain: PlainMap {
    var map = PlainMap()
    identity.add(to: &map, withFQN: false)
    let docs = PlainValue.map(Shape.docs.completed(docs))
    map.add([
      "macro_sql": .string(sql), "depends_on": ["macros": PlainValue(macros)],
      "description": .string(description), "meta": .map(meta), "docs": docs,
      "config": ["meta": .map(meta), "docs": docs], "patch_path": PlainValue(patchPath),
      "arguments": .list(
        arguments.map {
          [
            "name": .string($0.name), "type": PlainValue($0.type),
            "description": .string($0.description),
          ]
        }), "created_at": .double(createdAt),
      "supported_languages": supportedLanguages.map { PlainValue($0) } ?? .null,
    ])
    return map
  }
}
