extension ExpectationType {
  /// Two missing values of a row are the same value.
  static let selectColumnValuesToBeUniqueWithinRecord = columnList(
    "expect_select_column_values_to_be_unique_within_record", .uniqueness,
    summary: "No two of the columns hold the same value in a row.",
    sentence: { "\($0.names("column_list")) differ in every row" },
    predicate: { context, columns in
      let pairs = columns.indices.flatMap { first in
        columns.indices.filter { $0 > first }.map { (columns[first], columns[$0]) }
      }
      let same = pairs.map { context.sql.isSame($0, $1) }
      return "NOT (\(same.joined(separator: " OR ")))"
    })
}
