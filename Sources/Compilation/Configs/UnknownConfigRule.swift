import Diagnostics
import Parallelism
import PlainData
import ProjectLoading

/// Configs that are probably misspelt: dbt takes keys of one's own without a word, so only those are
/// told that are near one it knows.
enum UnknownConfigRule {
  static func warnings(of nodes: [Node]) -> [Diagnostic] {
    let sorted = known.sorted()
    let unknown = nodes.parallelMap(grain: 256) { node in
      node.config.values.compactMap { key, _ in known.contains(key) ? nil : key }
    }
    var meanings: [String: String?] = [:]
    var seen: Set<Span> = []
    return zip(nodes, unknown).flatMap { node, keys in
      keys.compactMap { key -> Diagnostic? in
        let meant = meanings[key] ?? NearMiss.slip(key, among: sorted)
        meanings[key] = .some(meant)
        guard let meant else { return nil }
        let place = node.place(ofConfig: key)
        if let place, !seen.insert(place).inserted { return nil }
        return Diagnostic(
          .warning, code: "unknown-config",
          "`\(key)` of `\(node.name)` is no config that dbt knows",
          at: place, help: ["did you mean `\(meant)`? a key of your own stands under `meta`"])
      }
    }
  }

  /// Of every resource, and of other databases.
  private static let known: Set<String> = [
    "enabled", "tags", "meta", "alias", "group", "schema", "database", "materialized",
    "incremental_strategy", "persist_docs", "column_types", "full_refresh", "on_schema_change",
    "on_configuration_change", "grants", "docs", "contract", "concurrent_batches", "quoting",
    "on_error", "delimiter", "strategy", "updated_at", "check_cols", "unique_key",
    "snapshot_meta_column_names", "hard_deletes", "invalidate_hard_deletes", "severity", "limit",
    "store_failures", "store_failures_as", "fail_calc", "warn_if", "error_if", "where",
    "sql_header", "pre-hook", "post-hook", "pre_hook", "post_hook", "packages", "event_time",
    "batch_size",
    "begin", "lookback", "access", "freshness", "indexes", "unlogged", "merge_update_columns",
    "merge_exclude_columns", "incremental_predicates", "predicates", "dbt_valid_to_current",
    "target_schema", "target_database", "quote_columns", "static_analysis", "description",
    "loaded_at_field", "loaded_at_query", "loader", "external", "latest_version_pointer",
    "constraints",
    "transient", "cluster_by", "partition_by", "file_format", "location_root", "dist", "sort",
    "bind", "query_tag", "copy_grants", "secure", "labels", "hours_to_expiration", "engine",
    "order_by", "type", "volatility", "runtime_version", "entry_point", "primary_key",
    "export_as", "schema_name", "cache", "version", "latest_version", "name", "identifier",
    "time_spine", "owner", "label", "maturity", "url", "project", "dataset", "location", "options",
  ]
}

extension NearMiss {
  /// A name one or two letters away: a slip of the pen, and hardly a word of its own.
  fileprivate static func slip(_ word: String, among names: [String]) -> String? {
    guard word.utf8.count > 4, let meant = nearest(to: word, among: names),
      abs(word.utf8.count - meant.utf8.count) <= 1, word.utf8.first == meant.utf8.first
    else { return nil }
    let isPlural = word.hasSuffix("s") && meant.hasPrefix(word.dropLast())
    return isPlural ? nil : meant
  }
}
