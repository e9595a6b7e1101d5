import Artifacts
import Diagnostics
import Digests
import Jinja
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
    checksum = Digest.sha256(test.stateText)
    createdAt = Double(manifest.scope.invocation.started.microseconds) / 1_000_000
  }
}

extension UnitTest.Rows {
  fileprivate var plain: PlainMap {
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

/// What dbt takes a unit test's checksum of: its parts as Python prints them.
extension UnitTest {
  fileprivate var stateText: String {
    let inputs = given.map { input in
      let text = Value.string(input.text.value).repr
      return "UnitTestInputFixture(input=\(text), \(input.rows.pythonText))"
    }
    var text = "\(modelName.value)-\(versionsText)-[\(inputs.joined(separator: ", "))]"
    text += "-UnitTestOutputFixture(\(expect.pythonText))-\(overrides.pythonText)"
    for input in given where input.rows.fixture != nil {
      text += "-\(Value(input.rows.values).description)"
    }
    return text
  }

  private var versionsText: String {
    guard let versions else { return "None" }
    func list(_ items: [PlainValue]) -> String {
      items.isEmpty ? "None" : Value(.list(items)).repr
    }
    return
      "UnitTestNodeVersions(include=\(list(versions.include)), exclude=\(list(versions.exclude)))"
  }
}

extension UnitTest.Rows {
  fileprivate var values: PlainValue {
    switch content {
    case .rows(let rows): .list(rows.map(PlainValue.map))
    case .sql(let text): .string(text)
    }
  }

  fileprivate var pythonText: String {
    let names = ["dict": "Dict", "csv": "CSV", "sql": "SQL"]
    let format = "<UnitTestFormat.\(names[format.rawValue] ?? ""): '\(format.rawValue)'>"
    let fixture = fixture.map { Value.string($0).repr } ?? "None"
    return "rows=\(Value(values).repr), format=\(format), fixture=\(fixture)"
  }
}

extension UnitTest.Overrides {
  fileprivate var pythonText: String {
    guard !isEmpty else { return "None" }
    let parts = [("macros", macros), ("vars", vars), ("env_vars", environment)]
    let list = parts.map { "\($0)=\(Value(.map($1)).repr)" }.joined(separator: ", ")
    return "UnitTestOverrides(\(list))"
  }
}
