package import PlainData

/// The configs a resource has before anybody says anything (dbt's config classes).
package enum ResourceDefaults {
  package static func values(for type: ResourceType) -> PlainMap {
    switch type {
    case .model, .swiftModel: model
    case .seed: node.setting("materialized", "seed")
    case .snapshot: node.setting("materialized", "snapshot")
    case .function: node.setting("materialized", "function").setting("type", "scalar")
    case .analysis, .operation: node
    case .test: test
    case .source: source
    case .exposure, .unitTest: ["enabled": true, "tags": [], "meta": [:]]
    case .metric, .semanticModel: ["enabled": true, "group": nil, "meta": [:]]
    case .savedQuery:
      [
        "enabled": true, "group": nil, "meta": [:], "export_as": nil, "schema": nil,
        "cache": ["enabled": false],
      ]
    }
  }

  private static let model = node.setting("access", "protected").setting("freshness", nil)

  private static let node: PlainMap = [
    "enabled": true, "alias": nil, "schema": nil, "database": nil, "tags": [], "meta": [:],
    "group": nil, "materialized": "view", "incremental_strategy": nil, "persist_docs": [:],
    "post-hook": [], "pre-hook": [], "quoting": [:], "column_types": [:], "full_refresh": nil,
    "unique_key": nil, "on_schema_change": "ignore", "on_configuration_change": "apply",
    "grants": [:], "packages": [], "docs": ["show": true, "node_color": nil],
    "contract": ["enforced": false, "alias_types": true], "event_time": nil,
    "concurrent_batches": nil,
  ]

  private static let source: PlainMap = [
    "enabled": true, "event_time": nil,
    "freshness": [
      "warn_after": ["count": nil, "period": nil], "error_after": ["count": nil, "period": nil],
      "filter": nil,
    ], "loaded_at_field": nil, "loaded_at_query": nil, "meta": [:], "tags": [],
  ]

  private static let test: PlainMap = [
    "enabled": true, "alias": nil, "schema": "dbt_test__audit", "database": nil, "tags": [],
    "meta": [:], "group": nil, "materialized": "test", "severity": "ERROR", "store_failures": nil,
    "store_failures_as": nil, "where": nil, "limit": nil, "fail_calc": "count(*)",
    "warn_if": "!= 0", "error_if": "!= 0",
  ]
}

extension PlainMap {
  fileprivate func setting(_ key: String, _ value: PlainValue) -> PlainMap {
    var copy = self
    copy[key] = value
    return copy
  }
}
