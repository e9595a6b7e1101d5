extension ExpectationType {
  static let columnValuesToBeBetween = columnMap(
    "expect_column_values_to_be_between", .numeric,
    summary: "Every value lies in the range.", parameters: .bounds(.bound),
    sentence: { "\($0.name()) is \(Bounds($0).sentence)" },
    problems: Bounds.problemsWhereOneIsNeeded,
    predicate: { context, column in
      try context.requireOrdered()
      return try Bounds(context.arguments).sql(column, context.sql) ?? "TRUE"
    })
}
