package import PlainData

/// The configs a resource has before anybody says anything (dbt's config classes).
package enum ResourceDefaults {
  package static func values(for type: ResourceType) -> PlainMap {
    switch type {
    case .model, .swiftModel: node.adding("materialized", "view")
    case .seed: node.adding("materialized", "seed")
    case .snapshot: node.adding("materialized", "snapshot")
    case .analysis: node.adding("materialized", "view")
    case .test: test
    case .operation: node.adding("materialized", "view")
    case .source: ["enabled": true]
    case .function: node.adding("materialized", "function")
    case .exposure, .unitTest: ["enabled": true, "tags": [], "meta": [:]]
    case .metric, .semanticModel, .savedQuery: ["enabled": true, "group": nil, "meta": [:]]
    }
  }

  private static let node: PlainMap = [
    "enabled": true, "alias": nil, "schema": nil, "database": nil, "tags": [], "meta": [:],
    "group": nil, "materialized": "view", "incremental_strategy": nil, "persist_docs": [:],
    "post-hook": [], "pre-hook": [], "quoting": [:], "column_types": [:], "full_refresh": nil,
    "unique_key": nil, "on_schema_change": "ignore", "on_configuration_change": "apply",
    "grants": [:], "packages": [], "docs": ["show": true, "node_color": nil],
    "contract": ["enforced": false, "alias_types": true], "event_time": nil,
    "concurrent_batches": nil, "access": "protected", "freshness": nil,
  ]

  private static let test: PlainMap = [
    "enabled": true, "alias": nil, "schema": "dbt_test__audit", "database": nil, "tags": [],
    "meta": [:], "group": nil, "materialized": "test", "severity": "ERROR", "store_failures": nil,
    "store_failures_as": nil, "where": nil, "limit": nil, "fail_calc": "count(*)",
    "warn_if": "!= 0", "error_if": "!= 0",
  ]
}

extension PlainMap {
  fileprivate func adding(_ key: String, _ value: PlainValue) -> PlainMap {
    var copy = self
    copy[key] = value
    return copy
  }
}
