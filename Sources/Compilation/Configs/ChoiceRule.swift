import Diagnostics
import ProjectLoading

/// Misspelt words of configs that choose something. dbt takes any word until the node runs; a word is
/// refused here only where one that is known is near, for anything else may be for another database.
/// `on_schema_change` is only warned of: dbt takes what it does not know for `ignore`.
struct ChoiceRule {
  let macros: MacroIndex
  private let materializations: [String]
  private let strategies: [String]

  init(_ macros: MacroIndex) {
    self.macros = macros
    materializations = macros.materializationNames + ["ephemeral"]
    let own = macros.strategyNames
    strategies = ["append", "delete+insert", "merge", "microbatch", "insert_overwrite"] + own
  }

  func violations(of node: Node) -> [Diagnostic] {
    switch node.type {
    case .model:
      let isIncremental = node.config.materialized == "incremental"
      return misspelt("materialized", of: node, materializations + Self.ofOtherDatabases)
        + (isIncremental
          ? misspelt("incremental_strategy", of: node, strategies)
            + misspelt("on_schema_change", of: node, Self.schemaChanges, .warning) : [])
    case .test: return misspelt("store_failures_as", of: node, ["table", "view", "ephemeral"])
    default: return []
    }
  }

  private func misspelt(
    _ key: String, of node: Node, _ known: [String], _ severity: Diagnostic.Severity = .error
  ) -> [Diagnostic] {
    guard let word = node.config.string(key), !known.contains(word) else { return [] }
    guard let meant = NearMiss.nearest(to: word, among: known) else { return [] }
    return [
      Diagnostic(
        severity, code: "unknown-config-value",
        "the config `\(key)` of `\(node.name)` takes no `\(word)`",
        at: node.place(ofConfig: key), help: ["did you mean `\(meant)`?"])
    ]
  }

  private static let schemaChanges = [
    "ignore", "fail", "append_new_columns", "sync_all_columns",
  ]

  /// Materialisations of other adapters, which a package may name beside ours.
  private static let ofOtherDatabases = [
    "dynamic_table", "streaming_table", "materialized_view", "materializedview", "external",
    "distributed_table", "distributed_incremental", "dictionary", "table_hive_ha", "source",
    "copy", "sink", "cluster_table", "snapshot", "test", "seed", "unit", "clone", "function",
  ]
}

extension MacroIndex {
  /// Strategies that macros named `get_incremental_<strategy>_sql` make.
  fileprivate var strategyNames: [String] {
    Set(
      entries.compactMap { entry -> String? in
        guard let range = entry.name.firstRange(of: "get_incremental_"),
          entry.name.hasSuffix("_sql")
        else { return nil }
        return String(entry.name[range.upperBound...].dropLast(4))
      }
    ).sorted()
  }
}
