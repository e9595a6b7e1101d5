import Warehouse

extension Plan {
  /// A table, built aside and swapped in; where nothing bears its name, it is built there at once:
  /// nobody sees it before the commit.
  func table() -> [Step] {
    let relation = state.kind == nil ? target : aside
    return createTable(relation) + audit(relation) + indexes(on: relation)
      + (state.kind == nil ? [] : swapIn(.table)) + grants() + comments(.table)
  }
}
