import Diagnostics
import Jinja
import ProjectLoading
import Warehouse

extension AdapterMethod {
  /// What incremental models and snapshots ask.
  static let strategies: [String: AdapterMethod] = [
    "get_incremental_strategy_macro": .warehouse(else: .none) { context, call, _ in
      try incrementalStrategy(context, call)
    },
    "get_hard_deletes_behavior": .warehouse(else: .none) { context, call, _ in
      try hardDeletes(context, call)
    },
    "valid_snapshot_target": .warehouse(else: .none) { context, call, access in
      var arguments = call.binder("valid_snapshot_target")
      let relation = try arguments.relation("relation")
      let names = try arguments.optional("column_names")?.dict
      try checkSnapshot(
        relation, ["dbt_scd_id", "dbt_valid_from", "dbt_valid_to"], names, call, access)
      return .none
    },
    "assert_valid_snapshot_target_given_strategy": .warehouse(else: .none) {
      context, call, access in
      var arguments = call.binder("assert_valid_snapshot_target_given_strategy")
      let relation = try arguments.relation("relation")
      let names = try arguments.optional("column_names")?.dict
      let strategy = try arguments.required("strategy").dict
      let recordsDeletes = strategy?["hard_deletes"]?.string == "new_record"
      try checkSnapshot(
        relation,
        ["dbt_scd_id", "dbt_valid_from", "dbt_valid_to"]
          + (recordsDeletes ? ["dbt_is_deleted"] : []),
        names, call, access)
      return .none
    },
  ]

  /// `get_incremental_<strategy>_sql`, the project's or dbt's.
  private static func incrementalStrategy(_ context: NodeContext, _ call: Call) throws -> Value {
    var arguments = call.binder("get_incremental_strategy_macro")
    _ = try arguments.required("model_context")
    let strategy = try arguments.optionalString("strategy") ?? "default"
    guard strategy != "insert_overwrite" else {
      throw Diagnostic(
        code: "unknown-incremental-strategy",
        "The incremental strategy '\(strategy)' is not valid for this adapter", at: call.span)
    }
    let name = "get_incremental_\(strategy.split(separator: "+").joined(separator: "_"))_sql"
    if let macro = context.value(for: name) { return macro }
    let known = context.macroNames.filter { $0.hasPrefix("get_incremental_") }
    throw Diagnostic(
      code: "unknown-incremental-strategy",
      "dbt could not find an incremental strategy macro with the name \"\(name)\" in \(context.scope.project.root.name)",
      at: call.span, help: NearMiss.help(for: name, among: known))
  }

  /// `ignore`, `invalidate` or `new_record`, from `hard_deletes` or its older flag.
  private static func hardDeletes(_ context: NodeContext, _ call: Call) throws -> Value {
    let config = context.config
    let isOldFlagOn = config.bool("invalidate_hard_deletes")
    let behavior = config.string("hard_deletes")
    guard isOldFlagOn == nil || behavior == nil else {
      throw Diagnostic(
        code: "config-conflict",
        "You cannot set both the invalidate_hard_deletes and hard_deletes config properties on the same snapshot.",
        at: call.span)
    }
    if isOldFlagOn == true || behavior == "invalidate" { return "invalidate" }
    switch behavior {
    case nil, "ignore"?: return "ignore"
    case "new_record"?: return "new_record"
    default:
      throw Diagnostic(
        code: "config-value", "Invalid setting for property hard_deletes.", at: call.span,
        help: NearMiss.help(
          for: behavior ?? "", among: ["ignore", "invalidate", "new_record"]))
    }
  }

  private static func checkSnapshot(
    _ relation: RelationObject, _ wanted: [String], _ names: DictValue?, _ call: Call,
    _ access: WarehouseAccess
  ) throws {
    let existing = Set(
      try access.session.columns(of: relation.relation).map { $0.name.lowercased() })
    let missing = wanted.map { names?[$0]?.string ?? $0 }.filter {
      !existing.contains($0.lowercased())
    }
    guard missing.isEmpty else {
      let list = missing.map { "\"\($0)\"" }.joined(separator: ", ")
      throw Diagnostic(
        code: "not-a-snapshot",
        "Snapshot target is missing configured columns (missing \(list)).", at: call.span)
    }
  }
}
