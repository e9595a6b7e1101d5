import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let tableColumnsToContainSet = columnSet(
    "expect_table_columns_to_contain_set", summary: "The relation has all of the columns.",
    sentence: "there are the columns", broken: { wanted, found in wanted.subtracting(found) })

  static let tableColumnsToNotContainSet = columnSet(
    "expect_table_columns_to_not_contain_set", summary: "The relation has none of the columns.",
    sentence: "there are none of the columns",
    broken: { unwanted, found in unwanted.intersection(found) })

  /// `broken` tells which of the set are not as expected; letter case is ignored.
  private static func columnSet(
    _ name: String, summary: String, sentence: String,
    broken: @escaping @Sendable (Set<String>, Set<String>) -> Set<String>
  ) -> ExpectationType {
    ExpectationType(
      name, .schema, .table, summary: summary,
      parameters: [
        .required("column_list", aliases: ["column_set"], .texts, "Names of columns."),
        .optional("transform", .text, "Accepted; letter case is ignored."),
      ],
      sentence: { "\(sentence) \($0.names("column_list"))" },
      check: { context in
        let found = context.columns.map(\.name)
        let problems = broken(
          Set(try context.arguments.texts("column_list").map { $0.lowercased() }),
          Set(found.map { $0.lowercased() })
        ).sorted()
        return Check(
          known: .catalog(
            isMet: problems.isEmpty, observed: .list(found.map { .string($0) }),
            details: problems.isEmpty ? nil : ["mismatched": .list(problems.map { .string($0) })]))
      })
  }
}
