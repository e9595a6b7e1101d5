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
      let wanted = Set(set).map(ColumnWording.init)
      let missing = wanted.filter { !found.contains(where: $0.means) }.map(\.text).sorted()
      let isExact = context.arguments["exact_match"]?.bool ?? true
      let unexpected = found.filter { name in !wanted.contains { $0.means(name) } }
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

/// A column as a list names it: in any letter case, or, in double quotes, in this one.
struct ColumnWording {
  let text: String

  func means(_ name: String) -> Bool {
    if text.utf8.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") {
      return text.dropFirst().dropLast() == name
    }
    return text == name || text.lowercased() == name.lowercased()
  }
}
