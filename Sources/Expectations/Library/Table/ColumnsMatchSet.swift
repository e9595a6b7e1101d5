import PlainData
import Warehouse

extension ExpectationType {
  static let tableColumnsToMatchSet = ExpectationType(
    "expect_table_columns_to_match_set", .schema, .table,
    summary: "The columns are these, in any order.",
    parameters: [
      .required("column_set", .texts, "Names of columns; null for any."),
      .optional("exact_match", .flag, "Whether other columns are unexpected, default true."),
    ],
    sentence: { "the columns are \($0.names("column_set"))" },
    check: { context in
      let found = context.columns.map(\.name).sorted()
      let observed = PlainValue.list(found.map { .string($0) })
      guard let set = context.arguments["column_set"]?.list?.compactMap(\.string) else {
        return Check(known: .catalog(isMet: true, observed: observed))
      }
      let missing = Set(set).subtracting(found).sorted()
      let isExact = context.arguments["exact_match"]?.bool ?? true
      let unexpected = Set(found).subtracting(set).sorted()
      let isMet = missing.isEmpty && (unexpected.isEmpty || !isExact)
      return Check(
        known: .catalog(
          isMet: isMet, observed: observed,
          details: isMet ? nil : ["mismatched": mismatched(unexpected, missing)]))
    })

  private static func mismatched(_ unexpected: [String], _ missing: [String]) -> PlainValue {
    var parts: PlainMap = [:]
    if !unexpected.isEmpty { parts["unexpected"] = .list(unexpected.map { .string($0) }) }
    if !missing.isEmpty { parts["missing"] = .list(missing.map { .string($0) }) }
    return .map(parts)
  }
}
