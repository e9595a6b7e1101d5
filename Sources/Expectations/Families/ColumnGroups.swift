import Diagnostics

/// The distinct values of columns and how often each occurs.
extension CheckContext {
  /// Rows of the filter in which none of the quoted `columns` is missing, grouped by them.
  func grouping(_ columns: [String]) -> Grouping {
    let present = columns.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
    return Grouping(keys: columns, filter: scoped(present))
  }

  /// The number of rows whose values occur more than once.
  func duplicates(in grouping: Grouping) -> Measure {
    .grouped(grouping, "coalesce(sum(n) FILTER (WHERE n > 1), 0)")
  }

  /// The condition that a row's values of the quoted `columns` occur more than once.
  func duplicateCondition(_ columns: [String]) -> String {
    let present = columns.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
    let list = columns.joined(separator: ", ")
    let subject = columns.count == 1 ? list : "(\(list))"
    return "\(subject) IN (SELECT \(list) FROM \(table)\(whereClause(present))"
      + " GROUP BY \(list) HAVING count(*) > 1)"
  }
}
