import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let columnDistinctCountToEqual = distinctCount(
    "expect_column_distinct_count_to_equal", word: "is", isMet: { $0 == $1 })

  static let columnDistinctCountToBeGreaterThan = distinctCount(
    "expect_column_distinct_count_to_be_greater_than", word: "is more than", isMet: { $0 > $1 })

  static let columnDistinctCountToBeLessThan = distinctCount(
    "expect_column_distinct_count_to_be_less_than", word: "is less than", isMet: { $0 < $1 })

  private static func distinctCount(
    _ name: String, word: String, isMet: @escaping @Sendable (Double, Double) -> Bool
  ) -> ExpectationType {
    ExpectationType(
      name, .uniqueness, .aggregate, summary: "The number of distinct values \(word) the value.",
      parameters: [.column, .required("value", .number, "The number that is compared with.")],
      sentence: { "the number of distinct values of \($0.name()) \(word) \($0.word("value"))" },
      check: { context in
        let wanted = try context.arguments.number("value")
        let distinct = context.distinctCount(
          of: try context.column(), called: try context.columnName())
        return Check([distinct]) { readings in
          let count = readings.count(0)
          return .value(
            ObservedValue(isMet: isMet(Double(count), wanted), observed: .int(count)))
        }
      })
  }
}
