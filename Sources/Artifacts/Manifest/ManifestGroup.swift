package import PlainData

/// One entry of a manifest's `groups`.
package struct ManifestGroup: Hashable, Sendable {
  package var identity: ResourceIdentity
  package var owner: PlainMap
  package var description: String?
  package var meta = PlainMap()

  package init(_ identity: ResourceIdentity, owner: PlainMap) {
    self.identity = identity
    self.owner = owner
  }

  package init(reading map: PlainMap) {
    identity = ResourceIdentity(reading: map)
    owner = map.map("owner")
    description = map.optionalText("description")
    meta = map.map("config").map("meta")
  }

  /// The group with exactly dbt's keys, in dbt's order.
  package var plain: PlainMap {
    var map = PlainMap()
    identity.add(to: &map, withFQN: false)
    map.add([
      "owner": .map(Shape.owner.completed(owner)), "description": PlainValue(description),
      "config": ["meta": .map(meta)],
    ])
    return map
  }
}

extension Shape {
  static let owner = Shape([("email", nil), ("name", nil)])
}

/// One entry of a manifest's `docs`: a documentation block.
package struct ManifestDocumentation: Hashable, Sendable {
  package var identity: ResourceIdentity
  package var contents: String

  package init(_ identity: ResourceIdentity, contents: String) {
    self.identity = identity
    self.contents = contents
  }

  package init(reading map: PlainMap) {
    identity = ResourceIdentity(reading: map)
    contents = map.text("block_contents")
  }

  /// The block with exactly dbt's keys, in dbt's order.
  package var plain: PlainMap {
    var map = PlainMap()
    identity.add(to: &map, withFQN: false)
    map.append(uniqueKey: "block_contents", .string(contents))
    return map
  }
}
