import Warehouse

extension ExpectationType {
  /// 0 where there are no rows.
  static let columnProportionOfNonNullValuesToBeBetween = ExpectationType(
    "expect_column_proportion_of_non_null_values_to_be_between",
    aliases: ["not_null_proportion"], .completeness, .aggregate,
    summary: "The share of rows that have a value lies in the range.",
    parameters: [.column] + .proportionBounds,
    sentence: { "the share of rows with \($0.name()) is \(Bounds($0).sentence)" },
    problems: Bounds.problems,
    check: { context in
      let bounds = Bounds(context.arguments)
      return Check([context.count(), context.countPresent(try context.column())]) { readings in
        let (all, present) = (readings.count(0), readings.count(1))
        return .bounded(.double(all == 0 ? 0 : Double(present) / Double(all)), bounds)
      }
    })
}
