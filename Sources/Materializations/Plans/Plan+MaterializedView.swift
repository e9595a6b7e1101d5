import Warehouse

extension Plan {
  /// A materialised view: refreshed when it is there, else (or with a full refresh) built aside and
  /// swapped in.
  func materializedView() -> [Step] {
    guard case .query(let sql, let header) = facts.rows else {
      preconditionFailure("rows that are appended need a table")
    }
    if state.kind == .materializedView, !isFullRefresh {
      let refresh: SQL = "refresh materialized view \(target)"
      return [.execute(refresh, .refreshMaterializedView(target))] + audit(target)
        + grantDifference() + comments(.materializedView)
    }
    let relation = state.kind == nil ? target : aside
    let create: SQL = "create materialized view \(relation) \(asQuery(sql))"
    return [.execute(withHeader(header, create), .createMaterializedView(relation))]
      + audit(relation) + indexes(on: relation)
      + (state.kind == nil ? [] : swapIn(.materializedView))
      + grants() + comments(.materializedView)
  }
}
