package import PlainData

/// One entry of a manifest's `unit_tests`.
package struct ManifestUnitTest: Hashable, Sendable {
  package var identity: ResourceIdentity
  package var model: String
  /// Each: `input`, `rows`, `format`, `fixture`.
  package var given: [PlainMap]
  package var expect: PlainMap
  package var description = ""
  /// `macros`, `vars`, `env_vars`.
  package var overrides: PlainMap?
  package var dependsOn = Dependencies()
  package var config = PlainMap()
  package var checksum: String?
  package var schema: String?
  /// Seconds since 1970.
  package var createdAt = 0.0
  /// `include` and `exclude`.
  package var versions: PlainValue = .null
  package var version: PlainValue = .null

  package init(_ identity: ResourceIdentity, model: String, given: [PlainMap], expect: PlainMap) {
    self.identity = identity
    self.model = model
    self.given = given
    self.expect = expect
  }

  package init(reading map: PlainMap) {
    identity = ResourceIdentity(reading: map)
    model = map.text("model")
    given = map.maps("given")
    expect = map.map("expect")
    description = map.text("description")
    overrides = map["overrides"]?.map
    dependsOn = Dependencies(reading: map.map("depends_on"))
    config = map.map("config")
    checksum = map.optionalText("checksum")
    schema = map.optionalText("schema")
    createdAt = map.number("created_at")
    versions = map.value("versions")
    version = map.value("version")
  }

  private static let output = Shape([("rows", nil), ("format", "dict"), ("fixture", nil)])
  private static let input = Shape([("input", "")] + output.defaults)
  private static let overriding = Shape([("macros", [:]), ("vars", [:]), ("env_vars", [:])])

  /// The unit test with exactly dbt's keys, in dbt's order.
  package var plain: PlainMap {
    var map: PlainMap = [
      "model": .string(model), "given": PlainValue(given.map(Self.input.completed)),
      "expect": .map(Self.output.completed(expect)),
    ]
    identity.add(to: &map)
    map.add([
      "description": .string(description),
      "overrides": overrides.map { .map(Self.overriding.completed($0)) } ?? .null,
      "depends_on": dependsOn.plain, "config": .map(Shape.unitTestConfig.completed(config)),
      "checksum": PlainValue(checksum), "schema": PlainValue(schema),
      "created_at": .double(createdAt), "versions": versions, "version": version,
    ])
    return map
  }
}
