import Diagnostics
import PlainData
import Warehouse

extension RowCondition {
  /// The condition as SQL; nil when it leaves every row.
  ///
  /// Throws: `unknown-column`.
  func sql(_ sql: SQLSpelling, columns: [ColumnDescription]) throws(Diagnostic) -> String? {
    switch self {
    // A comment at its end must not swallow what follows.
    case .sql(let text): return text.utf8.containsRun("--".utf8) ? text + "\n" : text
    case .comparison(let column, let comparison, let value):
      return try sql.comparison(quoted(column, sql, columns), comparison, value)
    case .nullity(let column, let isNull):
      return try quoted(column, sql, columns) + (isNull ? " IS NULL" : " IS NOT NULL")
    case .all(let parts): return try Self.joined(parts, by: " AND ", sql, columns)
    case .any(let parts): return try Self.joined(parts, by: " OR ", sql, columns)
    }
  }

  private static func joined(
    _ parts: [RowCondition], by word: String, _ sql: SQLSpelling, _ columns: [ColumnDescription]
  ) throws(Diagnostic) -> String? {
    var texts: [String] = []
    for part in parts {
      if let text = try part.sql(sql, columns: columns) { texts.append(text) }
    }
    if texts.count < 2 { return texts.first }
    return texts.map { "(\($0))" }.joined(separator: word)
  }

  private func quoted(_ name: String, _ sql: SQLSpelling, _ columns: [ColumnDescription])
    throws(Diagnostic) -> String
  {
    sql.dialect.quote(try columns.named(name).name)
  }
}

extension SQLSpelling {
  fileprivate func comparison(
    _ column: String, _ comparison: ComparisonOperator, _ value: PlainValue
  ) throws(Diagnostic) -> String {
    switch comparison {
    case .equal: return "\(column) = \(try literal(value))"
    case .isIn: return "\(column) IN \(try tuple(value.list ?? [value]))"
    case .isNotIn: return "\(column) NOT IN \(try tuple(value.list ?? [value]))"
    case .notEqual: return "\(column) <> \(try literal(value))"
    case .less, .atMost, .greater, .atLeast:
      return "\(column) \(comparison.rawValue) \(try literal(value))"
    }
  }
}

extension [ColumnDescription] {
  /// The column called `name`: exactly, or in other letter case where that is unambiguous.
  ///
  /// Throws: `unknown-column`, without a place.
  func named(_ name: String) throws(Diagnostic) -> ColumnDescription {
    if let exact = first(where: { $0.name == name }) { return exact }
    let folded = filter { $0.name.lowercased() == name.lowercased() }
    if folded.count == 1 { return folded[0] }
    throw .unknownColumn(name, among: map(\.name), at: nil)
  }
}
