import Diagnostics
import PlainData
import Warehouse

extension CheckContext {
  /// A check that every value of the column meets a rule outside of the database: its distinct values
  /// are read once, in batches.
  func judgedValues(by rule: ValueRule) throws -> Check {
    let column = try column()
    let name = try columnName()
    let text = "CAST(\(column) AS text)"
    let values =
      "SELECT \(text) AS value, count(*) AS n\nFROM \(table)\(whereClause("\(column) IS NOT NULL"))"
      + " GROUP BY 1"
    var check = Check([count(), countPresent(column), .judged(values, by: rule)]) { readings in
      .rows(
        RowCounts(
          elements: readings.count(0), missing: readings.count(0) - readings.count(1),
          unexpected: readings.count(2)))
    }
    check.unexpectedAfter = { readings in
      let examples = readings.table(2).rows.dropFirst().compactMap { $0.first?.plain }
      if examples.isEmpty { return nil }
      let condition = "\(text) IN \(try sql.tuple(Array(examples)))"
      return .rows(condition: scoped(condition) ?? condition, columns: [name])
    }
    return check
  }
}

extension ExpectationType {
  /// An expectation of a column's values that is judged outside of the database.
  static func judgedValues(
    _ name: String, summary: String, parameters: [Parameter] = [],
    sentence: @escaping @Sendable (Arguments) -> String,
    problems: @escaping @Sendable (Arguments) -> [ArgumentProblem] = { _ in [] },
    rule: @escaping @Sendable (Arguments) throws -> ValueRule
  ) -> ExpectationType {
    ExpectationType(
      name, .validity, .map, summary: summary, parameters: [.column] + parameters,
      sentence: sentence, problems: problems,
      check: { try $0.judgedValues(by: rule($0.arguments)) })
  }
}
