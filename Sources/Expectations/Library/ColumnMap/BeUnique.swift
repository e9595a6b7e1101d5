extension ExpectationType {
  /// All rows of a value that occurs twice are unexpected.
  static let columnValuesToBeUnique = ExpectationType(
    "expect_column_values_to_be_unique", aliases: ["unique"], .uniqueness, .map,
    summary: "No value occurs twice; missing values may.", parameters: [.column],
    sentence: { "\($0.name()) has no duplicates" },
    check: { context in
      let column = try context.column()
      let condition = context.duplicateCondition([column])
      let name = try context.columnName()
      var check = Check(
        [
          context.count(), context.countPresent(column),
          context.duplicates(of: [column], called: [name]),
        ],
        unexpected: .rows(
          condition: context.scoped(condition) ?? condition, columns: [name])
      ) { readings in
        .rows(
          RowCounts(
            elements: readings.count(0), missing: readings.count(0) - readings.count(1),
            unexpected: readings.count(2)))
      }
      context.offer([.rows, .present(name), .duplicates([name])], to: &check)
      return check
    })
}
