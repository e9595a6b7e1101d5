import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let columnValuesToBeBetween = columnMap(
    "expect_column_values_to_be_between", aliases: ["accepted_range"], .numeric,
    summary: "Every value lies in the range.", parameters: .bounds(.bound) + [.inclusive],
    sentence: { "\($0.name()) is \(Bounds($0).sentence)" },
    problems: Bounds.problemsWhereOneIsNeeded,
    rule: { try Bounds($0.arguments).rule($0.columnClass(), $0.sql) },
    predicate: { context, column in
      try context.requireOrdered()
      return try Bounds(context.arguments).sql(column, context.sql) ?? "TRUE"
    })
}
