import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// Schema drift; without an earlier run every schema is as expected.
  static let tableColumnsToBeUnchanged = ExpectationType(
    "expect_table_columns_to_be_unchanged", .anomaly, .table,
    summary: "The relation has the columns and types that it had in the last run.",
    parameters: [
      .optional("ignore_added", .flag, "Whether new columns are expected, default false.")
    ],
    sentence: { _ in "columns and types are those of the last run" },
    check: { context in
      let found = context.columns.map { "\($0.name) \($0.type)".trimmed }
      let ignoresAdded = context.arguments.flag("ignore_added")
      guard let history = context.history else {
        return Check(known: SchemaDrift(found, before: []).observation(ignoresAdded))
      }
      return Check([try history.names(context.sql)]) { readings in
        let before = readings.table(0).rows.compactMap { $0.first?.plain.string }
        return SchemaDrift(found, before: before).observation(ignoresAdded)
      }
    })
}

/// What is different between two lists of columns, each `name type`.
struct SchemaDrift {
  let found: [String]
  let added: [String]
  let removed: [String]

  /// An empty list before means that nothing is known.
  init(_ found: [String], before: [String]) {
    self.found = found
    added = before.isEmpty ? [] : found.filter { !before.contains($0) }
    removed = before.filter { !found.contains($0) }
  }

  func observation(_ ignoresAdded: Bool) -> Observation {
    .value(
      ObservedValue(
        isMet: removed.isEmpty && (added.isEmpty || ignoresAdded),
        observed: .int(added.count + removed.count),
        fields: [
          "columns": .list(found.map { .string($0) }),
          "details": [
            "added": .list(added.map { .string($0) }),
            "removed": .list(removed.map { .string($0) }),
          ],
        ]))
  }
}
