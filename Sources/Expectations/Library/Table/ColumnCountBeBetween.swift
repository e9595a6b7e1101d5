import Warehouse

extension ExpectationType {
  static let tableColumnCountToBeBetween = ExpectationType(
    "expect_table_column_count_to_be_between", .schema, .table,
    summary: "The number of columns lies in the range.", parameters: .inclusiveBounds(.number),
    sentence: { "the number of columns is \(Bounds($0).sentence)" }, problems: Bounds.problems,
    check: { context in
      let count = SQLValue.integer(Int64(context.columns.count))
      return Check(known: .bounded(count, Bounds(context.arguments)))
    })
}
