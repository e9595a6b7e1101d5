import Warehouse

extension Plan {
  /// A table with the rows of a file. When the file's columns are those of the table, the rows are
  /// replaced and what depends on the table stays; else it is built like any table.
  func seed() -> [Step] {
    guard case .appended(let columns) = facts.rows else {
      preconditionFailure("a seed's rows are appended")
    }
    guard state.kind == .table, !isFullRefresh else { return table() }
    return [
      .ask([.describe("select * from \(target)")]) { answers in
        let names = NameRule(dialect)
        guard names.key(of: answers[0].columns) == names.key(of: columns) else { return table() }
        return replaceRows(columns)
      }
    ]
  }

  private func replaceRows(_ columns: [ColumnDescription]) -> [Step] {
    [
      .execute("delete from \(target)", .empty(target)),
      .append(to: target, columns: columns),
    ] + audit(target) + grantDifference() + comments(.table)
  }
}
