import Warehouse

/// The statement that finds failing rows, and the part of it that fetches some of them.
struct UnexpectedQuery {
  /// Finds every failing row.
  let sql: String
  private let plan: SuitePlan
  private let source: Source

  private enum Source {
    /// Rows of the relation: columns shown, keys first, and which of them are judged.
    case rows(shown: [String], judged: [String])
    /// A query of the author's.
    case query
  }

  init(_ unexpected: UnexpectedRows, plan: SuitePlan) {
    self.plan = plan
    switch unexpected {
    case .query(let query):
      sql = query
      source = .query
    case .rows(let condition, let columns):
      let judged = columns.filter { !plan.options.hides($0) }
      let keys = plan.options.keyColumns.filter { key in
        !columns.contains(key) && !plan.options.hides(key)
          && plan.columns.contains { $0.name == key }
      }
      let list = (keys + judged).map(plan.sql.dialect.quote).joined(separator: ", ")
      sql =
        "SELECT \(list.isEmpty ? "count(*)" : list)"
        + " FROM \(plan.sql.dialect.render(plan.relation)) WHERE \(condition)"
      source = .rows(shown: keys + judged, judged: judged)
    }
  }

  /// The first failing rows in the order of the columns shown; nil when nothing may be shown or the
  /// rows cannot be fetched: a sample is evidence beside the verdict, which stands without it.
  func sample(_ reader: inout MeasureReader) -> Sample? {
    let limit = plan.options.sampleLimit
    guard limit > 0 else { return nil }
    switch source {
    case .query:
      return fetch(sql, &reader).flatMap(visiblePart)
    case .rows(let shown, let judged):
      guard !shown.isEmpty else { return nil }
      let order = shown.indices.map { String($0 + 1) }.joined(separator: ", ")
      let ordered = "\(sql) ORDER BY \(order) LIMIT \(limit)"
      return fetch(ordered, &reader).map { table in
        Sample(
          columns: shown, rows: table.rows.map { $0.map(\.plain) },
          judged: shown.indices.filter { judged.contains(shown[$0]) })
      }
    }
  }

  private func fetch(_ sql: String, _ reader: inout MeasureReader) -> ResultTable? {
    try? reader.ask(sql, scans: 1, limit: plan.options.sampleLimit).get()
  }

  /// A query may show a hidden column under another name: where any column is hidden, only columns
  /// that are the relation's own by name are shown.
  private func visiblePart(_ table: ResultTable) -> Sample? {
    let isAnyHidden = !plan.options.hiddenColumns.isEmpty
    let visible = table.columns.indices.filter { index in
      let name = table.columns[index].name
      return !isAnyHidden
        || (!plan.options.hides(name) && plan.columns.contains { $0.name == name })
    }
    guard !visible.isEmpty else { return nil }
    return Sample(
      columns: visible.map { table.columns[$0].name },
      rows: table.rows.map { row in visible.map { row[$0].plain } },
      judged: Array(visible.indices))
  }
}
