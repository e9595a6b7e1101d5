import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let columnToNotBeConstant = ExpectationType(
    "expect_column_to_not_be_constant", aliases: ["not_constant"], .validity, .aggregate,
    summary: "There are at least two different values.", parameters: [.column],
    sentence: { "\($0.name()) has more than one value" },
    check: { context in
      let groups = context.grouping([try context.column()])
      return Check([.grouped(groups, "count(*)")]) { readings in
        .value(
          ObservedValue(isMet: readings.count(0) > 1, observed: .int(readings.count(0))))
      }
    })
}
