import PlainData
import Warehouse

extension ExpectationType {
  static let tableRowCountToEqual = ExpectationType(
    "expect_table_row_count_to_equal", .volume, .aggregate,
    summary: "The relation has exactly so many rows.",
    parameters: [.required("value", .integer, "The number of rows.")],
    sentence: { "there are \($0.word("value")) rows" },
    check: { context in
      let wanted = try context.arguments.number("value")
      return Check([context.count()]) { readings in
        let count = readings.count(0)
        return .value(ObservedValue(isMet: Double(count) == wanted, observed: .int(count)))
      }
    })
}
