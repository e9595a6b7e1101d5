import Artifacts
import Compilation
import Diagnostics
import PlainData
import ProjectLoading
import Warehouse

extension ManifestUnitTest {
  /// nil for what is no unit test.
  init?(_ node: Node, in manifest: Compilation.Manifest) {
    guard case .unitTest(let test) = node.body else { return nil }
    self.init(
      ResourceIdentity(node), model: test.modelName.value,
      given: test.given.map { input in
        var map: PlainMap = ["input": .string(input.text.value)]
        for (key, value) in input.rows.plain { map[key] = value }
        return map
      }, expect: test.expect.plain)
    description = node.description
    overrides = test.overrides.isEmpty ? nil : test.overrides.plain
    dependsOn = Dependencies(nodes: node.dependsOn)
    config = node.config.values
    schema = node.relation?.schema
    version = test.version ?? .null
    versions =
      test.versions.map {
        [
          "include": $0.include.isEmpty ? .null : .list($0.include),
          "exclude": $0.exclude.isEmpty ? .null : .list($0.exclude),
        ]
      } ?? .null
    createdAt = Double(manifest.scope.invocation.started.microseconds) / 1_000_000
  }
}

extension UnitTest.Rows {
  fileprivate var plain: PlainMap {
    let values: PlainValue =
      switch content {
      case .rows(let rows): .list(rows.map(PlainValue.map))
      case .sql(let text): .string(text)
      }
    return [
      "rows": values, "format": .string(format.rawValue),
      "fixture": fixture.map(PlainValue.string) ?? .null,
    ]
  }
}

extension UnitTest.Overrides {
  fileprivate var plain: PlainMap {
    ["macros": .map(macros), "vars": .map(vars), "env_vars": .map(environment)]
  }
}
