import Warehouse

extension Plan {
  /// A table. Where nobody sees what is under the target's name before the commit, it is built there
  /// at once: when nothing bears the name yet, and on SQLite, where a rename costs as much as there
  /// are relations. Otherwise it is built aside and swapped in.
  func table() -> [Step] {
    let dress = grants() + comments(.table)
    guard let old = state.kind else { return build(target) + dress }
    guard features.contains(.dropsUnseen), !mayReadItself else {
      return build(aside) + swapIn(.table) + dress
    }
    return [dropOld(old)] + build(target) + dress
  }

  private func build(_ relation: Relation) -> [Step] {
    createTable(relation) + audit(relation) + indexes(on: relation)
  }

  /// Whether the rows may come from the old relation: its name occurs in the query, or nobody knows.
  private var mayReadItself: Bool {
    guard case .query(let sql, let header) = facts.rows else { return true }
    let name = target.identifier.lowercased()
    return [sql, header ?? ""].contains { $0.lowercased().contains(name) }
  }
}
