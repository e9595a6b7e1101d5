import Warehouse

extension IncrementalMerge {
  /// The statements of the strategy, in order. The names DBT_INTERNAL_DEST and DBT_INTERNAL_SOURCE
  /// are dbt's: predicates use them.
  func statements(_ options: IncrementalOptions, dialect: any Dialect) -> [SQL] {
    switch strategy {
    case .append: [insert]
    case .deleteInsert: uniqueKey.isEmpty ? [insert] : [delete, insert]
    case .merge:
      dialect.features.contains(.merge)
        ? [merge(options, dialect)] : [update(options, dialect), insertMissing].compactMap(\.self)
    case .custom: [SQL()]
    }
  }

  private var insert: SQL {
    "insert into \(target) (\(columnList))\nselect \(columnList) from \(source)"
  }

  /// Keys may be expressions, which stand for the same on both sides of `in`.
  private var delete: SQL {
    let keys = uniqueKey.map(keyColumn).joined(by: ", ")
    let tuple: SQL = uniqueKey.count == 1 ? keys : "(\(keys))"
    let conditions: [SQL] =
      ["\(tuple) in (select \(keys) from \(source) as DBT_INTERNAL_SOURCE)"] + predicateConditions
    return "delete from \(target) as DBT_INTERNAL_DEST\nwhere \(conditions.joined(by: "\n  and "))"
  }

  private func merge(_ options: IncrementalOptions, _ dialect: any Dialect) -> SQL {
    let conditions = predicateConditions + keyConditions
    let condition: SQL = uniqueKey.isEmpty ? "false" : conditions.joined(by: "\n  and ")
    let updated = updatedColumns(options, dialect)
    let update: SQL =
      uniqueKey.isEmpty || updated.isEmpty
      ? "" : "when matched then update set\n  \(assignments(updated))\n"
    return """
      merge into \(target) as DBT_INTERNAL_DEST
      using \(source) as DBT_INTERNAL_SOURCE
      on \(condition)
      \(update)when not matched then insert (\(columnList))
      values (\(columns.map { "DBT_INTERNAL_SOURCE.\(name: $0.name)" as SQL }.joined(by: ", ")))
      """
  }

  /// Where there is no `merge`: the first half of it.
  private func update(_ options: IncrementalOptions, _ dialect: any Dialect) -> SQL? {
    let updated = updatedColumns(options, dialect)
    guard !uniqueKey.isEmpty, !updated.isEmpty else { return nil }
    return """
      update \(target) as DBT_INTERNAL_DEST set
        \(assignments(updated))
      from \(source) as DBT_INTERNAL_SOURCE
      where \((keyConditions + predicateConditions).joined(by: "\n  and "))
      """
  }

  /// Where there is no `merge`: the second half of it.
  private var insertMissing: SQL {
    if uniqueKey.isEmpty { return insert }
    return """
      insert into \(target) (\(columnList))
      select \(columnList) from \(source) as DBT_INTERNAL_SOURCE
      where not exists (
        select 1 from \(target) as DBT_INTERNAL_DEST
        where \((keyConditions + predicateConditions).joined(by: "\n    and "))
      )
      """
  }

  private var columnList: SQL { columns.map { "\(name: $0.name)" as SQL }.joined(by: ", ") }

  private var predicateConditions: [SQL] { predicates.map { "(\(unsafe: $0))" } }

  private var keyConditions: [SQL] {
    uniqueKey.map { key in
      "DBT_INTERNAL_SOURCE.\(keyColumn(key)) = DBT_INTERNAL_DEST.\(keyColumn(key))"
    }
  }

  /// A column's name is quoted; anything else is the user's expression.
  private func keyColumn(_ key: String) -> SQL {
    columns.contains { $0.name == key } ? "\(name: key)" : "\(unsafe: key)"
  }

  private func updatedColumns(
    _ options: IncrementalOptions, _ dialect: any Dialect
  ) -> [ColumnDescription] {
    let names = NameRule(dialect)
    let excluded = Set(options.mergeExcludeColumns.map(names.key))
    guard let wanted = options.mergeUpdateColumns else {
      return columns.filter { !excluded.contains(names.key(of: $0.name)) }
    }
    let keys = Set(wanted.map(names.key))
    return columns.filter { keys.contains(names.key(of: $0.name)) }
  }

  private func assignments(_ columns: [ColumnDescription]) -> SQL {
    columns.map { "\(name: $0.name) = DBT_INTERNAL_SOURCE.\(name: $0.name)" as SQL }
      .joined(by: ",\n  ")
  }
}
