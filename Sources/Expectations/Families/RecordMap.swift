import Diagnostics
import PlainData

/// Several columns of one row, judged together.
extension CheckContext {
  /// A check that `predicate` holds of every row that `ignore_row_if` does not leave out.
  func recordMap(
    _ columns: [String], names: [String], default ignoring: Ignoring, predicate: String
  )
    -> Check
  {
    let judged = Ignoring(arguments, default: ignoring).judgedCondition(columns)
    let unexpected = [judged, "NOT (\(predicate))"].compactMap(\.self).joined(separator: " AND ")
    return rowCheck(present: count(judged), unexpected: unexpected, shows: names)
  }
}

/// Which rows are left out because values are missing.
enum Ignoring: Sendable {
  case whereAllAreMissing, whereAnyIsMissing, never

  /// Great Expectations' words for pairs and for more columns.
  static let words: [String: Ignoring] = [
    "both_values_are_missing": .whereAllAreMissing, "all_values_are_missing": .whereAllAreMissing,
    "either_value_is_missing": .whereAnyIsMissing, "any_value_is_missing": .whereAnyIsMissing,
    "neither": .never, "never": .never,
  ]

  init(_ arguments: Arguments, default ignoring: Ignoring) {
    let word = arguments["ignore_row_if"]?.string
    self = word.flatMap { Self.words[$0] } ?? ignoring
  }

  /// The condition of rows that are judged; nil where all are.
  func judgedCondition(_ columns: [String]) -> String? {
    switch self {
    case .never: nil
    case .whereAnyIsMissing: columns.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
    case .whereAllAreMissing:
      "(\(columns.map { "\($0) IS NOT NULL" }.joined(separator: " OR ")))"
    }
  }
}

extension Parameter {
  static let ignorePairIf = optional(
    "ignore_row_if",
    .choice(["both_values_are_missing", "either_value_is_missing", "neither"]),
    "Which rows are left out, default both_values_are_missing.")

  static let ignoreRecordIf = optional(
    "ignore_row_if", .choice(["all_values_are_missing", "any_value_is_missing", "never"]),
    "Which rows are left out, default all_values_are_missing.")

  static let columnA = required("column_A", .column, "The first column.")
  static let columnB = required("column_B", .column, "The second column.")
  static let columnList = required(
    "column_list", aliases: ["columns", "combination_of_columns"], .columns(minimum: 2),
    "The columns that are judged together.")
}

extension ExpectationType {
  /// An expectation of two columns of each row.
  static func columnPair(
    _ name: String, _ category: Category, summary: String, parameters: [Parameter] = [],
    sentence: @escaping @Sendable (Arguments) -> String,
    predicate: @escaping @Sendable (CheckContext, String, String) throws -> String
  ) -> ExpectationType {
    ExpectationType(
      name, category, .map, summary: summary,
      parameters: [.columnA, .columnB] + parameters + [.ignorePairIf], sentence: sentence,
      check: { context in
        let (a, b) = (try context.column("column_A"), try context.column("column_B"))
        return context.recordMap(
          [a, b], names: [try context.columnName("column_A"), try context.columnName("column_B")],
          default: .whereAllAreMissing, predicate: try predicate(context, a, b))
      })
  }

  /// An expectation of several columns of each row.
  static func columnList(
    _ name: String, _ category: Category, summary: String, parameters: [Parameter] = [],
    sentence: @escaping @Sendable (Arguments) -> String,
    predicate: @escaping @Sendable (CheckContext, [String]) throws -> String
  ) -> ExpectationType {
    ExpectationType(
      name, category, .map, summary: summary,
      parameters: [.columnList] + parameters + [.ignoreRecordIf], sentence: sentence,
      check: { context in
        let columns = try context.columnList("column_list")
        return context.recordMap(
          columns, names: try context.columnNames("column_list"), default: .whereAllAreMissing,
          predicate: try predicate(context, columns))
      })
  }
}
