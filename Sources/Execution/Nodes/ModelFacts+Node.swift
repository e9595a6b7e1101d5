import Compilation
import Diagnostics
import Materializations
import PlainData
import ProjectLoading
import Warehouse

extension Node {
  /// How the node becomes a relation, as its configs say.
  ///
  /// Throws: `unknown-materialization`, `config-value`, with the nearest right word.
  func materialization() throws(Diagnostic) -> Materialization {
    switch config.materialized {
    case "view": return .view
    case "table": return .table
    case "incremental": return .incremental(try incrementalOptions())
    case "ephemeral": return .ephemeral
    case "seed": return .seed
    case let other:
      let known = ["view", "table", "incremental", "ephemeral", "materialized_view"]
      throw Diagnostic(
        code: "unknown-materialization", "no materialization is named `\(other)`", at: span,
        help: NearMiss.help(for: other, among: known))
    }
  }

  private func incrementalOptions() throws(Diagnostic) -> IncrementalOptions {
    var strategy = config.string("incremental_strategy").map(IncrementalStrategy.init(name:))
    if isMicrobatch {
      // As dbt-postgres has it: a batch is merged by its key.
      strategy = .merge
      guard !config.strings("unique_key").isEmpty else {
        throw Diagnostic(
          code: "config-required",
          "dbt-postgres 'microbatch' requires a `unique_key` config", at: span)
      }
    }
    return IncrementalOptions(
      strategy: strategy,
      uniqueKey: config.strings("unique_key").filter { !$0.isEmpty },
      predicates: config.strings("incremental_predicates") + config.strings("predicates"),
      mergeUpdateColumns: config["merge_update_columns"].map { _ in
        config.strings("merge_update_columns")
      },
      mergeExcludeColumns: config.strings("merge_exclude_columns"),
      onSchemaChange: try onSchemaChange())
  }

  private func onSchemaChange() throws(Diagnostic) -> OnSchemaChange {
    guard let word = config.string("on_schema_change") else { return .ignore }
    if let rule = OnSchemaChange(rawValue: word) { return rule }
    throw Diagnostic(
      code: "config-value", "`on_schema_change` takes no `\(word)`", at: span,
      help: NearMiss.help(for: word, among: OnSchemaChange.allCases.map(\.rawValue)))
  }

  /// What plans need to know of the node beside its rows.
  func materializationFacts(
    _ rows: RowSource, for dialect: any Dialect, isAudited: Bool
  ) throws(Diagnostic) -> ModelFacts {
    guard let relation else {
      throw Diagnostic(code: "no-relation", "`\(name)` has no place in the warehouse", at: span)
    }
    if let limit = dialect.maximumIdentifierLength, relation.identifier.utf8.count > limit {
      throw Diagnostic(
        code: "name-too-long",
        "Relation name '\(relation.identifier)' is longer than \(limit) characters", at: span)
    }
    return ModelFacts(
      relation, rows,
      hooks: Hooks(before: hooks("pre-hook"), after: hooks("post-hook")), isAudited: isAudited,
      tableOptions: try tableOptions(), grants: grants, comments: comments)
  }

  private func hooks(_ key: String) -> [Hook] {
    let items = config[key]?.list ?? config[key].map { [$0] } ?? []
    return items.compactMap { item in
      switch item {
      case .string(let text):
        if let written = Self.writtenHook(text) { written } else { Hook(text) }
      case .map(let map):
        map["sql"]?.string.map {
          Hook($0, isInTransaction: map["transaction"]?.bool ?? true)
        }
      default: nil
      }
    }
  }

  /// `before_begin` and its like write hooks as JSON.
  private static func writtenHook(_ text: String) -> Hook? {
    guard text.contains("\"transaction\"") else { return nil }
    let map = (try? JSON.read(SourceFile(path: "hook", text: text)))?.map
    return map?["sql"]?.string.map { Hook($0, isInTransaction: map?["transaction"]?.bool ?? true) }
  }

  private func tableOptions() throws(Diagnostic) -> TableOptions {
    let entries = config["indexes"]?.list ?? []
    let indexes = try entries.map { entry throws(Diagnostic) in
      do throws(Diagnostic) {
        let index = try IndexConfig(entry)
        return TableIndex(columns: index.columns, isUnique: index.isUnique, method: index.method)
      } catch {
        throw error.placed(at: span)
      }
    }
    return TableOptions(isUnlogged: config.bool("unlogged") ?? false, indexes: indexes)
  }

  private var grants: [String: [String]]? {
    guard let map = config["grants"]?.map, !map.isEmpty else { return nil }
    var grants: [String: [String]] = [:]
    for (privilege, value) in map {
      grants[privilege] = value.list?.compactMap(\.string) ?? value.string.map { [$0] } ?? []
    }
    return grants
  }

  private var comments: Comments {
    let wanted = config["persist_docs"]
    return Comments(
      relation: wanted?["relation"]?.bool ?? false ? description : nil,
      columns: wanted?["columns"]?.bool ?? false
        ? columns.map { column in
          ColumnComment(
            column.name.value, column.shared.description?.value ?? "",
            isQuoted: column.quote ?? false)
        } : [])
  }
}
