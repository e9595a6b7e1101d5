import Warehouse

extension ExpectationType {
  static let tableRowCountToBeBetween = ExpectationType(
    "expect_table_row_count_to_be_between", .volume, .aggregate,
    summary: "The number of rows lies in the range.", parameters: .bounds(.number),
    sentence: { "the number of rows is \(Bounds($0).sentence)" }, problems: Bounds.problems,
    check: { context in
      let bounds = Bounds(context.arguments)
      var check = Check([context.count()]) { .bounded($0.value(0), bounds) }
      context.offer([.rows], to: &check)
      return check
    })
}
