import Jinja

/// An index as dbt compares the one that exists with the one that is configured: by its columns, kind
/// and uniqueness, never by its name.
struct IndexChanges {
  private struct Index: Hashable {
    var columns: Set<String>
    var isUnique: Bool
    var method: String

    var value: Value {
      .dict([
        ("columns", .list(columns.sorted().map(Value.string))), ("unique", .bool(isUnique)),
        ("type", .string(method)),
      ])
    }
  }

  /// `get_materialized_view_config_change_collection(existing, model)`: None when nothing differs.
  static func between(_ call: Call) throws -> Value {
    var arguments = call.binder("get_materialized_view_config_change_collection")
    let results = try arguments.required("relation_results").dict
    let model = try arguments.required("relation_config")
    let existing = try rows(of: results?["indexes"]).map { name, index in (name, index) }
    let wanted = try configured(in: model)
    let dropped = existing.filter { !wanted.contains($0.1) }.map { name, index in
      change("drop", [("name", .string(name)), ("as_node_config", index.value)])
    }
    let known = Set(existing.map(\.1))
    let created = wanted.filter { !known.contains($0) }.map { index in
      change("create", [("name", ""), ("as_node_config", index.value)])
    }
    guard !dropped.isEmpty || !created.isEmpty else { return Value.none }
    return .dict([
      ("indexes", .list(dropped + created)), ("requires_full_refresh", false),
      ("has_changes", true),
    ])
  }

  private static func change(_ action: String, _ context: [(String, Value)]) -> Value {
    .dict([
      ("action", .string(action)), ("context", .dict(context)), ("requires_full_refresh", false),
    ])
  }

  private static func rows(of table: Value?) throws -> [(String, Index)] {
    try (table?.elements() ?? []).map { row in
      let item = { (name: String) in try row.object?.item(.string(name)) }
      let columns = try item("column_names")?.string ?? ""
      return (
        try item("name")?.string ?? "",
        Index(
          columns: Set(columns.split(separator: ",").map { $0.lowercased() }),
          isUnique: try item("unique")?.isTrue ?? false,
          method: try item("method")?.string ?? "btree")
      )
    }
  }

  private static func configured(in model: Value) throws -> [Index] {
    let config = model.dict?["config"]?.dict
    return try (config?["indexes"]?.elements() ?? []).compactMap(\.dict).map { entry in
      Index(
        columns: Set(
          try (entry["columns"]?.elements() ?? []).compactMap { $0.string?.lowercased() }),
        isUnique: entry["unique"]?.isTrue ?? false, method: entry["type"]?.string ?? "btree")
    }
  }
}
