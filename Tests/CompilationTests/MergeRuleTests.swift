import PlainData
import Testing

@testable import Compilation

/// How a nearer level of configs joins a farther one.
struct MergeRuleTests {
  @Test func tagsAddUpHooksAppendMetaMergesTheRestIsReplaced() {
    var config = NodeConfig()
    for level in [
      ["tags": ["a"], "meta": ["x": 1, "y": 1], "materialized": "view", "pre_hook": "one"],
      [
        "tags": ["b", "a"], "meta": ["y": 2], "materialized": "table", "pre-hook": ["one", "two"],
      ],
    ] as [PlainMap] {
      for (key, value) in level { config.merge(key, value) }
    }
    #expect(config.tags == ["a", "b"])
    #expect(config.meta == ["x": 1, "y": 2])
    #expect(config.materialized == "table")
    #expect(config["pre-hook"] == ["one", "one", "two"])
  }

  @Test func grantsReplaceAPrivilegeUnlessItIsWrittenWithAPlus() {
    var config = NodeConfig()
    config.merge("grants", ["select": ["reader"], "insert": "writer"])
    config.merge("grants", ["+select": ["auditor"], "insert": ["loader"]])
    #expect(config["grants"] == ["select": ["reader", "auditor"], "insert": ["loader"]])
  }
}
