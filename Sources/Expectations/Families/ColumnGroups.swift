import Diagnostics
import Warehouse

/// The distinct values of columns and how often each occurs.
extension CheckContext {
  /// Rows of the filter in which none of the quoted `columns` is missing, grouped by them.
  func grouping(_ columns: [String]) -> Grouping {
    let present = columns.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
    return Grouping(
      keys: columns, filter: scoped(present), fewGroups: fewGroups(columns),
      hasManyGroups: hasManyGroups(columns))
  }

  /// Only of large relations: a hash table of that many groups does not fit the memory of a query.
  private func hasManyGroups(_ quoted: [String]) -> Bool {
    guard !sql.isSQLite, let rows = statistics.rowCount, rows >= 50_000 else { return false }
    var groups = 1.0
    for name in quoted {
      guard let column = columns.first(where: { sql.dialect.quote($0.name) == name }),
        let count = statistics.distinctCounts[column.name],
        [.number, .moment].contains(ColumnClass(column, dialect: sql.dialect))
      else { return false }
      groups *= Double(count)
    }
    return groups >= Double(rows) / 2
  }

  /// An estimate of up to some thousands, which a hash table of every kind has room for.
  private func fewGroups(_ quoted: [String]) -> Int? {
    guard quoted.count == 1,
      let column = columns.first(where: { sql.dialect.quote($0.name) == quoted[0] }),
      let count = statistics.distinctCounts[column.name], count <= 5000
    else { return nil }
    return count
  }

  /// The number of rows whose values occur more than once.
  func duplicates(in grouping: Grouping) -> Measure {
    .grouped(grouping, Self.duplicateRows)
  }

  /// Of groups with `n` rows, all rows but those that are alone.
  static let duplicateRows = "coalesce(sum(n) FILTER (WHERE n > 1), 0)"

  /// The same of the columns called `names`; none where a key of the warehouse forbids them.
  func duplicates(of columns: [String], called names: [String]) -> Measure {
    statistics.provesUnique(names) ? .known(0) : duplicates(in: grouping(columns))
  }

  /// The number of different values of the quoted `column`, which is called `name`.
  func distinctCount(of column: String, called name: String) -> Measure {
    statistics.provesUnique([name])
      ? countPresent(column) : .grouped(grouping([column]), "count(*)")
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
