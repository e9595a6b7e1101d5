/// The configuration of an incremental model.
package struct IncrementalOptions: Hashable, Sendable {
  package var strategy: IncrementalStrategy
  /// Columns or expressions; empty when rows have no key.
  package var uniqueKey: [String]
  /// Conditions that narrow what is compared: `DBT_INTERNAL_DEST.day > current_date - 7`.
  package var predicates: [String]
  /// nil: all columns.
  package var mergeUpdateColumns: [String]?
  package var mergeExcludeColumns: [String]
  package var onSchemaChange: OnSchemaChange

  /// `strategy` nil: delete+insert with a key, else append, as dbt-postgres has it.
  package init(
    strategy: IncrementalStrategy? = nil, uniqueKey: [String] = [], predicates: [String] = [],
    mergeUpdateColumns: [String]? = nil, mergeExcludeColumns: [String] = [],
    onSchemaChange: OnSchemaChange = .ignore
  ) {
    self.strategy = strategy ?? (uniqueKey.isEmpty ? .append : .deleteInsert)
    self.uniqueKey = uniqueKey
    self.predicates = predicates
    self.mergeUpdateColumns = mergeUpdateColumns
    self.mergeExcludeColumns = mergeExcludeColumns
    self.onSchemaChange = onSchemaChange
  }
}

/// How new rows get into the table.
package enum IncrementalStrategy: Hashable, Sendable {
  case append, deleteInsert, merge
  /// `get_incremental_<name>_sql` of the project; the plan's statement is empty, and whoever performs
  /// the plan gets it from the macro.
  case custom(String)

  /// As in `incremental_strategy`.
  package var name: String {
    switch self {
    case .append: "append"
    case .deleteInsert: "delete+insert"
    case .merge: "merge"
    case .custom(let name): name
    }
  }

  package init(name: String) {
    self =
      switch name {
      case "append": .append
      case "delete+insert", "delete_insert": .deleteInsert
      case "merge": .merge
      default: .custom(name)
      }
  }
}

/// What happens when the query's columns are no longer the table's.
package enum OnSchemaChange: String, Hashable, Sendable, CaseIterable {
  /// New columns are left out; a missing one is an error.
  case ignore
  case fail
  /// New columns are added, missing ones stay and are null in new rows.
  case appendNewColumns = "append_new_columns"
  /// Columns are added, dropped and retyped.
  case syncAllColumns = "sync_all_columns"
}
