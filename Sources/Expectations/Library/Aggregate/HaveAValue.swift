import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let columnToHaveAValue = ExpectationType(
    "expect_column_to_have_a_value", aliases: ["at_least_one"], .completeness, .aggregate,
    summary: "At least one row has a value.", parameters: [.column],
    sentence: { "\($0.name()) has at least one value" },
    check: { context in
      Check([context.countPresent(try context.column())]) { readings in
        .value(
          ObservedValue(isMet: readings.count(0) > 0, observed: .int(readings.count(0))))
      }
    })
}
