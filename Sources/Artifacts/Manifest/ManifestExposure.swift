package import PlainData

/// One entry of a manifest's `exposures`: a use of the data outside of the project.
package struct ManifestExposure: Hashable, Sendable {
  package var identity: ResourceIdentity
  /// `dashboard`, `notebook`, `analysis`, `ml` or `application`.
  package var type: String
  package var owner: PlainMap
  package var description = ""
  package var label: String?
  package var maturity: String?
  package var meta = PlainMap()
  package var tags: [String] = []
  package var config = PlainMap()
  package var unrenderedConfig = PlainMap()
  package var url: String?
  package var dependsOn = Dependencies()
  package var refs: [RefArguments] = []
  package var sources: [[String]] = []
  package var metrics: [[String]] = []
  /// Seconds since 1970.
  package var createdAt = 0.0

  package init(_ identity: ResourceIdentity, type: String, owner: PlainMap) {
    self.identity = identity
    self.type = type
    self.owner = owner
  }

  package init(reading map: PlainMap) {
    identity = ResourceIdentity(reading: map)
    type = map.text("type")
    owner = map.map("owner")
    description = map.text("description")
    label = map.optionalText("label")
    maturity = map.optionalText("maturity")
    meta = map.map("meta")
    tags = map.texts("tags")
    config = map.map("config")
    unrenderedConfig = map.map("unrendered_config")
    url = map.optionalText("url")
    dependsOn = Dependencies(reading: map.map("depends_on"))
    refs = map.maps("refs").map(RefArguments.init(reading:))
    sources = map.textLists("sources")
    metrics = map.textLists("metrics")
    createdAt = map.number("created_at")
  }

  /// The exposure with exactly dbt's keys, in dbt's order.
  package var plain: PlainMap {
    var map = PlainMap()
    identity.add(to: &map)
    map.add([
      "type": .string(type), "owner": .map(Shape.owner.completed(owner)),
      "description": .string(description), "label": PlainValue(label),
      "maturity": PlainValue(maturity), "meta": .map(meta), "tags": PlainValue(tags),
      "config": .map(Shape.exposureConfig.completed(config)),
      "unrendered_config": .map(unrenderedConfig), "url": PlainValue(url),
      "depends_on": dependsOn.plain, "refs": refs.plain,
      "sources": PlainValue(sources), "metrics": PlainValue(metrics),
      "created_at": .double(createdAt),
    ])
    return map
  }
}
