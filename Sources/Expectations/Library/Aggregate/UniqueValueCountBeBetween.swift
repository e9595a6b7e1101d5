import Warehouse

extension ExpectationType {
  static let columnUniqueValueCountToBeBetween = ExpectationType(
    "expect_column_unique_value_count_to_be_between", .uniqueness, .aggregate,
    summary: "The number of distinct values lies in the range.",
    parameters: [.column] + .bounds(.number),
    sentence: { "the number of distinct values of \($0.name()) is \(Bounds($0).sentence)" },
    problems: Bounds.problems,
    check: { context in
      let bounds = Bounds(context.arguments)
      let name = try context.columnName()
      var check = Check([context.distinctCount(of: try context.column(), called: name)]) {
        .bounded($0.value(0), bounds)
      }
      context.offer(
        [context.statistics.provesUnique([name]) ? .present(name) : .distinct(name)], to: &check)
      return check
    })
}
