import PlainData

/// The `config` of each kind of resource (dbt-core 1.12).
extension Shape {
  private static let everyNode: [(key: String, value: PlainValue)] = [
    ("enabled", true), ("alias", nil), ("schema", nil), ("database", nil), ("tags", []),
    ("meta", [:]), ("group", nil), ("static_analysis", nil),
  ]

  /// Analyses, operations, and the base of all that is built.
  package static let nodeConfig = Shape(everyNode).extended(by: [
    ("materialized", "view"), ("incremental_strategy", nil), ("batch_size", nil), ("lookback", 1),
    ("begin", nil), ("persist_docs", [:]), ("post-hook", []), ("pre-hook", []), ("quoting", [:]),
    ("column_types", [:]), ("full_refresh", nil), ("unique_key", nil),
    ("on_schema_change", "ignore"), ("on_configuration_change", "apply"), ("grants", [:]),
    ("packages", []), ("docs", ["show": true, "node_color": nil]),
    ("contract", ["enforced": false, "alias_types": true]), ("event_time", nil),
    ("concurrent_batches", nil),
  ])

  package static let modelConfig = nodeConfig.extended(by: [
    ("access", "protected"), ("freshness", nil), ("on_error", nil),
    ("latest_version_pointer", ["enabled": nil, "alias": nil]),
  ])

  package static let seedConfig = nodeConfig.extended(by: [
    ("materialized", "seed"), ("delimiter", ","), ("quote_columns", nil),
  ])

  package static let snapshotConfig = nodeConfig.extended(by: [
    ("materialized", "snapshot"), ("strategy", nil), ("target_schema", nil),
    ("target_database", nil), ("updated_at", nil), ("check_cols", nil),
    ("snapshot_meta_column_names", .map(snapshotColumns.completed([:]))),
    ("dbt_valid_to_current", nil),
  ])

  package static let snapshotColumns = Shape([
    ("dbt_valid_to", nil), ("dbt_valid_from", nil), ("dbt_scd_id", nil), ("dbt_updated_at", nil),
    ("dbt_is_deleted", nil),
  ])

  package static let functionConfig = nodeConfig.extended(by: [
    ("materialized", "function"), ("type", "scalar"), ("volatility", nil),
    ("runtime_version", nil), ("entry_point", nil), ("snowflake", ["quote_args": true]),
  ])

  package static let testConfig = Shape(everyNode).extended(by: [
    ("schema", "dbt_test__audit"), ("materialized", "test"), ("severity", "ERROR"),
    ("store_failures", nil), ("store_failures_as", nil), ("sql_header", nil), ("where", nil),
    ("limit", nil), ("fail_calc", "count(*)"), ("warn_if", "!= 0"), ("error_if", "!= 0"),
  ])

  package static let sourceConfig = Shape([
    ("enabled", true), ("event_time", nil), ("freshness", .map(freshness.completed([:]))),
    ("loaded_at_field", nil), ("loaded_at_query", nil), ("meta", [:]), ("tags", []),
    ("static_analysis", nil),
  ])

  package static let exposureConfig = Shape([("enabled", true), ("tags", []), ("meta", [:])])

  package static let unitTestConfig = Shape([
    ("tags", []), ("meta", [:]), ("enabled", true), ("static_analysis", nil),
  ])

  package static let macroConfig = Shape([
    ("meta", [:]), ("docs", ["show": true, "node_color": nil]),
  ])

  package static let metricConfig = Shape([("enabled", true), ("group", nil), ("meta", [:])])
}
