import PlainData
import Warehouse

extension ExpectationType {
  static let tableColumnsToMatchOrderedList = ExpectationType(
    "expect_table_columns_to_match_ordered_list", .schema, .table,
    summary: "The columns are exactly these, in this order.",
    parameters: [.required("column_list", .texts, "Names of columns; null for any.")],
    sentence: { "the columns are \($0.names("column_list")), in this order" },
    check: { context in
      let found = context.columns.map(\.name)
      let observed = PlainValue.list(found.map { .string($0) })
      guard let wanted = context.arguments["column_list"]?.list?.compactMap(\.string) else {
        return Check(known: .catalog(isMet: true, observed: observed))
      }
      let mismatches = mismatches(wanted, found, isExact: context.sql.isSQLite)
      return Check(
        known: .catalog(
          isMet: mismatches.isEmpty, observed: observed,
          details: mismatches.isEmpty ? nil : ["mismatched": .list(mismatches)]))
    })

  /// SQLite has no letter case of its own to which names without quotes are folded.
  private static func mismatches(_ wanted: [String], _ found: [String], isExact: Bool)
    -> [PlainValue]
  {
    (0..<max(wanted.count, found.count)).compactMap { index in
      let expected = index < wanted.count ? wanted[index] : nil
      let actual = index < found.count ? found[index] : nil
      if expected == actual { return nil }
      if !isExact, let expected, let actual, ColumnWording(text: expected).means(actual) {
        return nil
      }
      return [
        "Expected Column Position": .int(index),
        "Expected": expected.map { .string($0) } ?? .null,
        "Found": actual.map { .string($0) } ?? .null,
      ]
    }
  }
}
