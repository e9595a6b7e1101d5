import PlainData
import Warehouse

extension ExpectationType {
  /// All rows are compared, as a bag; names of columns play no part.
  static let queryResultsToMatchComparison = ExpectationType(
    "expect_query_results_to_match_comparison", .reconciliation, .table,
    summary: "Two queries return the same rows, in any order.",
    parameters: [
      .required("base_query", .text, "The query that is judged; {batch} for the relation."),
      .required("comparison_query", .text, "The query that says what is expected."),
      .optional(
        "comparison_data_source_name", .text, "Accepted; both run in the suite's warehouse."),
      .optional("mostly", .number, "The least share of rows that match, default 1."),
    ],
    sentence: { _ in "both queries return the same rows" },
    check: { context in
      let queries = try ["base_query", "comparison_query"].map { name in
        Measure.query(
          try context.arguments.text(name).replacing("{batch}", with: context.table), scans: 1)
      }
      let mostly = context.arguments["mostly"]?.double ?? 1
      return Check(queries) { readings in
        let (base, other) = (readings.table(0).rows, readings.table(1).rows)
        let unexpected = max(base.count, other.count) - matches(base, other)
        let total = Double(max(base.count, other.count))
        let percent = total == 0 ? 0 : (1 - (total - Double(unexpected)) / total) * 100
        return .value(
          ObservedValue(
            isMet: 100 - percent >= mostly * 100, observed: .int(unexpected),
            fields: ["unexpected_count": .int(unexpected), "unexpected_percent": .double(percent)]))
      }
    })

  /// How many rows of one have a partner in the other.
  private static func matches(_ base: [[SQLValue]], _ other: [[SQLValue]]) -> Int {
    var counts: [[PlainValue]: Int] = [:]
    for row in base { counts[row.map(\.plain), default: 0] += 1 }
    return other.filter { row in
      let key = row.map(\.plain)
      guard let left = counts[key], left > 0 else { return false }
      counts[key] = left - 1
      return true
    }.count
  }
}
