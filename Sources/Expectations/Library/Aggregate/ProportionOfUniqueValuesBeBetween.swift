import Warehouse

extension ExpectationType {
  /// 0 where there are no values.
  static let columnProportionOfUniqueValuesToBeBetween = ExpectationType(
    "expect_column_proportion_of_unique_values_to_be_between", .uniqueness, .aggregate,
    summary: "The number of distinct values, divided by that of values, lies in the range.",
    parameters: [.column] + .bounds(.number),
    sentence: { "the share of distinct values of \($0.name()) is \(Bounds($0).sentence)" },
    problems: Bounds.problems,
    check: { context in
      let bounds = Bounds(context.arguments)
      let column = try context.column()
      let distinct = context.distinctCount(of: column, called: try context.columnName())
      return Check([distinct, context.countPresent(column)]) { readings in
        let (distinct, all) = (readings.count(0), readings.count(1))
        return .bounded(.double(all == 0 ? 0 : Double(distinct) / Double(all)), bounds)
      }
    })
}
