extension ExpectationType {
  /// Keys with a missing part never collide; all rows of a key that occurs twice are unexpected.
  static let compoundColumnsToBeUnique = ExpectationType(
    "expect_compound_columns_to_be_unique", aliases: ["unique_combination_of_columns"],
    .uniqueness, .map, summary: "No combination of values occurs twice.",
    parameters: [.columnList, .ignoreRecordIf],
    sentence: { "the combination of \($0.names("column_list")) has no duplicates" },
    check: { context in
      let columns = try context.columnList("column_list")
      let judged = Ignoring(context.arguments, default: .whereAllAreMissing)
      let condition = context.duplicateCondition(columns)
      let names = try context.columnNames("column_list")
      var check = Check(
        [
          context.count(), context.count(judged.judgedCondition(columns)),
          context.duplicates(of: columns, called: names),
        ],
        unexpected: .rows(
          condition: context.scoped(condition) ?? condition,
          columns: names)
      ) { readings in
        .rows(
          RowCounts(
            elements: readings.count(0), missing: readings.count(0) - readings.count(1),
            unexpected: readings.count(2)))
      }
      let judgedRows: NativeMeasure =
        switch judged {
        case .never: .rows
        case .whereAnyIsMissing: .presentAll(names)
        case .whereAllAreMissing: .presentAny(names)
        }
      context.offer([.rows, judgedRows, .duplicates(names)], to: &check)
      return check
    })
}
