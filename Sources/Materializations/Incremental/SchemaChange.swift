import Diagnostics
import Warehouse

/// How the columns of new rows differ from those of the table they go to; by name, never by place.
struct SchemaChange: Sendable {
  let old: [ColumnDescription]
  let new: [ColumnDescription]
  let added: [ColumnDescription]
  let removed: [ColumnDescription]
  /// New types of columns that stay.
  let retyped: [ColumnDescription]
  private let names: NameRule
  private let features: DialectFeatures

  init(from old: [ColumnDescription], to new: [ColumnDescription], dialect: any Dialect) {
    let names = NameRule(dialect)
    self.old = old
    self.new = new
    self.names = names
    features = dialect.features
    added = new.filter { names.column($0.name, in: old) == nil }
    removed = old.filter { names.column($0.name, in: new) == nil }
    retyped =
      features.contains(.alterColumnType)
      ? old.compactMap { column in
        guard let other = names.column(column.name, in: new), other.type != column.type else {
          return nil
        }
        return ColumnDescription(name: column.name, type: other.type)
      } : []
  }

  /// The columns to write.
  ///
  /// Throws: `incremental-columns-changed` where the policy forbids the change, and
  /// `incremental-column-missing` where new rows lack a column that must be written.
  func columns(_ policy: OnSchemaChange) throws(Diagnostic) -> [ColumnDescription] {
    switch policy {
    case .ignore:
      if !removed.isEmpty { throw .columnMissing(removed) }
      return old
    case .fail:
      if !added.isEmpty || !removed.isEmpty || !retyped.isEmpty { throw .columnsChanged(self) }
      return new
    case .appendNewColumns, .syncAllColumns: return new
    }
  }

  /// The changes of the table that come before the new rows.
  func steps(_ policy: OnSchemaChange, on target: Relation) -> [Step] {
    let statements: [SQL] =
      switch policy {
      case .ignore, .fail: widenings(of: target)
      case .appendNewColumns: widenings(of: target) + additions(to: target)
      case .syncAllColumns:
        additions(to: target) + removals(from: target) + retypings(retyped, of: target)
      }
    return statements.map { .execute($0, .changeColumns(of: target)) }
  }

  private func additions(to target: Relation) -> [SQL] {
    added.map { "alter table \(target) add column \($0.definition)" }
  }

  private func removals(from target: Relation) -> [SQL] {
    removed.map { column in
      features.contains(.cascade)
        ? "alter table \(target) drop column \(name: column.name) cascade"
        : "alter table \(target) drop column \(name: column.name)"
    }
  }

  private func retypings(_ columns: [ColumnDescription], of target: Relation) -> [SQL] {
    columns.map { column in
      """
      alter table \(target) alter column \(name: column.name) type \(unsafe: column.type) \
      using \(name: column.name)::\(unsafe: column.type)
      """
    }
  }

  /// Text columns grow with the texts whatever the policy, as dbt's do.
  private func widenings(of target: Relation) -> [SQL] {
    retypings(
      retyped.filter { column in
        guard let old = names.column(column.name, in: old), let length = old.characterLimit else {
          return false
        }
        return column.type == "text" || (column.characterLimit.map { $0 > length } ?? false)
      }, of: target)
  }
}

extension ColumnDescription {
  /// The n of `character varying(n)`.
  fileprivate var characterLimit: Int? {
    let prefix = "character varying("
    guard type.hasPrefix(prefix), type.hasSuffix(")") else { return nil }
    return Int(type.dropFirst(prefix.count).dropLast())
  }
}

extension Diagnostic {
  fileprivate static func columnsChanged(_ change: SchemaChange) -> Diagnostic {
    let notes =
      change.added.map { "`\($0.name)` \($0.type) is new" }
      + change.removed.map { "`\($0.name)` \($0.type) is gone" }
      + change.retyped.map { "`\($0.name)` is now \($0.type)" }
    return Diagnostic(
      code: "incremental-columns-changed",
      "the query's columns differ from the table's, and `on_schema_change` is `fail`",
      notes: notes.map { Note($0) },
      help: ["run with `--full-refresh`, or set `on_schema_change` to another policy"])
  }

  fileprivate static func columnMissing(_ removed: [ColumnDescription]) -> Diagnostic {
    let names = removed.map { "`\($0.name)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "incremental-column-missing",
      "the table has \(names), and the query returns no such column",
      help: [
        "run with `--full-refresh`, or set `on_schema_change` to `append_new_columns` "
          + "or `sync_all_columns`"
      ])
  }
}
