package import PlainData

/// Two manifests, this project's and an earlier one, both as manifest.json has them.
///
/// Follows dbt: configs are compared as they were written, so that a config that depends on the
/// environment is no change.
package struct ManifestComparison: Sendable {
  private let old: [String: PlainMap]
  private let new: [String: PlainMap]
  /// Macros that were added, removed or changed.
  private let changedMacros: Set<String>
  private let macroDependencies: [String: [String]]

  /// Every collection of a manifest that a selection can name.
  private static let collections = [
    "nodes", "sources", "exposures", "metrics", "semantic_models", "unit_tests", "saved_queries",
    "functions",
  ]

  package init(old: PlainValue, new: PlainValue) {
    self.old = Self.entries(of: old, Self.collections)
    self.new = Self.entries(of: new, Self.collections)
    let oldMacros = Self.entries(of: old, ["macros"])
    let newMacros = Self.entries(of: new, ["macros"])
    // Macros that come with the tool change with the tool, not with the project.
    let own = Set(oldMacros.keys).union(newMacros.keys).filter { !$0.isBuiltInMacro }
    changedMacros = own.filter { oldMacros[$0]?["macro_sql"] != newMacros[$0]?["macro_sql"] }
    macroDependencies = newMacros.mapValues { $0["depends_on"]?["macros"]?.texts ?? [] }
  }

  private static func entries(of manifest: PlainValue, _ keys: [String]) -> [String: PlainMap] {
    var all: [String: PlainMap] = [:]
    for key in keys {
      for (id, entry) in manifest[key]?.map ?? PlainMap() { all[id] = entry.map }
    }
    return all
  }

  /// What may follow `state:`.
  package enum Question: String, CaseIterable, Sendable {
    case new, old, modified, unmodified
    case body = "modified.body"
    case configs = "modified.configs"
    case relation = "modified.relation"
    case descriptions = "modified.persisted_descriptions"
    case macros = "modified.macros"
    case contract = "modified.contract"
  }

  package func answers(_ question: Question, _ id: String) -> Bool {
    guard let now = new[id] else { return false }
    let before = old[id]
    switch question {
    case .new: return before == nil
    case .old: return before != nil
    case .modified: return isModified(now, before, id)
    case .unmodified: return !isModified(now, before, id)
    case .macros: return callsChangedMacro(now)
    case .body: return id.isOfNode && differs(now, before, sameBody)
    case .configs:
      return id.kind != "unit_test" && differs(now, before) { sameConfig($0, $1, id.kind) }
    case .relation:
      if id.kind == "source" { return differs(now, before, sameSourceRelation) }
      return id.isOfNode && differs(now, before, sameRelation)
    case .descriptions: return id.isOfNode && differs(now, before, sameDescriptions)
    case .contract: return id.isOfNode && differs(now, before, sameContract)
    }
  }

  private func differs(
    _ now: PlainMap, _ before: PlainMap?, _ isSame: (PlainMap, PlainMap) -> Bool
  ) -> Bool {
    before.map { !isSame(now, $0) } ?? true
  }

  private func isModified(_ now: PlainMap, _ before: PlainMap?, _ id: String) -> Bool {
    guard let before else {
      // dbt: what is new is modified, except for the kinds whose comparison says otherwise.
      return !["source", "exposure", "metric", "semantic_model", "saved_query"].contains(id.kind)
        || callsChangedMacro(now)
    }
    return !sameContents(now, before, id) || callsChangedMacro(now)
  }

  private func sameContents(_ now: PlainMap, _ before: PlainMap, _ id: String) -> Bool {
    func same(_ keys: String...) -> Bool { keys.allSatisfy { now.given($0) == before.given($0) } }
    switch id.kind {
    case "source":
      return same("fqn", "quoting", "freshness", "loaded_at_field", "external")
        && sameSourceRelation(now, before) && sameConfig(now, before, id.kind)
    case "exposure":
      return same("fqn", "type", "owner", "maturity", "url", "description", "label")
        && Set(now["depends_on"]?["nodes"]?.texts ?? [])
          == Set(before["depends_on"]?["nodes"]?.texts ?? [])
        && sameConfig(now, before, id.kind)
    case "metric":
      return same("type", "description", "label") && sameConfig(now, before, id.kind)
    case "semantic_model":
      return same(
        "model", "description", "defaults", "entities", "dimensions", "measures",
        "primary_entity", "group", "config")
    case "saved_query":
      return same(
        "query_params", "description", "label", "group", "exports", "tags", "config")
    case "unit_test":
      return now["checksum"] != nil ? same("checksum") : same("given", "expect", "overrides")
    case "function":
      return sameNode(now, before, id.kind) && same("arguments", "returns", "overloads")
    case "test" where now["test_metadata"]?.map != nil:
      return sameConfig(now, before, id.kind) && same("fqn")
    case "model":
      return sameNode(now, before, id.kind)
        && same("latest_version", "access", "deprecation_date")
    default: return sameNode(now, before, id.kind)
    }
  }

  private func sameNode(_ now: PlainMap, _ before: PlainMap, _ kind: String) -> Bool {
    sameBody(now, before) && sameConfig(now, before, kind) && sameDescriptions(now, before)
      && now["fqn"] == before["fqn"] && sameRelation(now, before) && sameContract(now, before)
  }
}

extension ManifestComparison {
  /// Seeds are the same when their files are; large ones when their paths are.
  private func sameBody(_ now: PlainMap, _ before: PlainMap) -> Bool {
    guard now["resource_type"]?.string == "seed" else {
      return now["raw_code"] == before["raw_code"]
    }
    return now["checksum"] == before["checksum"]
  }

  /// Of a test only counts what changes its outcome.
  private func sameConfig(_ now: PlainMap, _ before: PlainMap, _ kind: String) -> Bool {
    if kind == "semantic_model" { return now["config"] == before["config"] }
    let (one, other) = (unrendered(now), unrendered(before))
    let keys = Set(one.keys).union(other.keys)
    let compared =
      kind == "test"
      ? keys.intersection(Self.testConfigs) : keys.subtracting(Self.uncompared[kind] ?? [])
    return compared.allSatisfy { one[$0] == other[$0] }
  }

  private static let testConfigs: Set<String> = [
    "severity", "where", "limit", "fail_calc", "warn_if", "error_if", "store_failures",
    "store_failures_as", "sql_header",
  ]

  /// Configs by kind of node that are no change: where it goes, and what describes it.
  private static let uncompared: [String: Set<String>] = {
    let ofNodes: Set = ["alias", "schema", "database", "tags", "group"]
    var all = ["metric": Set(["group"]), "saved_query": ["group"]]
    for kind in String.kindsOfNodes { all[kind] = ofNodes }
    return all
  }()

  private func unrendered(_ node: PlainMap) -> PlainMap {
    node["unrendered_config"]?.map ?? PlainMap()
  }

  /// Database, schema and alias as they are configured, not as they came out.
  private func sameRelation(_ now: PlainMap, _ before: PlainMap) -> Bool {
    ["database", "schema", "alias"].allSatisfy { unrendered(now)[$0] == unrendered(before)[$0] }
  }

  private func sameSourceRelation(_ now: PlainMap, _ before: PlainMap) -> Bool {
    ["unrendered_database", "unrendered_schema", "identifier"].allSatisfy {
      now.given($0) == before.given($0)
    }
  }

  /// Descriptions count where they are written to the database.
  private func sameDescriptions(_ now: PlainMap, _ before: PlainMap) -> Bool {
    let persisted = now["config"]?["persist_docs"]?.map
    if persisted?["relation"]?.bool == true, now["description"] != before["description"] {
      return false
    }
    guard persisted?["columns"]?.bool == true else { return true }
    func columns(_ node: PlainMap) -> [String: PlainValue] {
      Dictionary(
        (node["columns"]?.map ?? PlainMap()).map { ($0.key, $0.value["description"] ?? "") },
        uniquingKeysWith: { first, _ in first })
    }
    return columns(now) == columns(before)
  }

  private func sameContract(_ now: PlainMap, _ before: PlainMap) -> Bool {
    func isEnforced(_ node: PlainMap) -> Bool { node["contract"]?["enforced"]?.bool ?? false }
    guard isEnforced(now) || isEnforced(before) else { return true }
    guard isEnforced(now) == isEnforced(before) else { return false }
    if let one = now["contract"]?["checksum"]?.string,
      let other = before["contract"]?["checksum"]?.string
    {
      return one == other
    }
    func columns(_ node: PlainMap) -> [String: [PlainValue?]] {
      Dictionary(
        (node["columns"]?.map ?? PlainMap()).map {
          ($0.key, [$0.value["data_type"], $0.value["constraints"]])
        }, uniquingKeysWith: { first, _ in first })
    }
    return columns(now) == columns(before)
      && now.given("constraints") == before.given("constraints")
  }

  /// Whether the node calls a changed macro, directly or through others.
  private func callsChangedMacro(_ node: PlainMap) -> Bool {
    guard !changedMacros.isEmpty else { return false }
    var seen: Set<String> = []
    var pending = node["depends_on"]?["macros"]?.texts ?? []
    while let macro = pending.popLast() {
      guard seen.insert(macro).inserted else { continue }
      if changedMacros.contains(macro) { return true }
      pending += macroDependencies[macro] ?? []
    }
    return false
  }
}

extension String {
  /// `model` of `model.shop.orders`.
  fileprivate var kind: String { split(separator: ".").first.map(String.init) ?? self }

  /// Whether dbt has it among a manifest's `nodes`, or treats it as one of those.
  fileprivate var isOfNode: Bool { Self.kindsOfNodes.contains(kind) }

  fileprivate static let kindsOfNodes: Set = [
    "model", "seed", "snapshot", "test", "analysis", "function", "operation", "sql_operation",
  ]

  fileprivate var isBuiltInMacro: Bool {
    hasPrefix("macro.dbt.") || hasPrefix("macro.dbt_postgres.") || hasPrefix("macro.dbt_sqlite.")
  }
}

extension PlainMap {
  /// A value that says something; missing, null and empty are the same.
  fileprivate func given(_ key: String) -> PlainValue? {
    switch self[key] {
    case .null?, nil, .list([])?: nil
    case .map(let map)? where map.isEmpty: nil
    case let value?: value
    }
  }
}

extension PlainValue {
  fileprivate var texts: [String] { list?.compactMap(\.string) ?? [] }
}
