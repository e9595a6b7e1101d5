import Warehouse

extension Plan {
  /// The relation that was built aside takes the target's name.
  ///
  /// On PostgreSQL this is the only place where locks that shut readers out are taken, and they are
  /// taken in one order: the swap lock (one session of ours after the other, held until the commit),
  /// the old relation, the views that depend on it, the new name. Two runs that drop tables with
  /// common dependants can therefore not wait for each other.
  func swapIn(_ kind: RelationKind) -> [Step] {
    guard let old = state.kind else { return [rename(kind)] }
    guard features.contains(.cascade) else { return [dropOld(old), rename(kind)] }
    return lockSwaps() + [
      .ask([.rows(dependants)]) { answers in
        [dropOld(old), rename(kind)] + answers[0].rows.compactMap(restore)
      }
    ]
  }

  /// What bears the target's name goes; views that read it go along where the database insists.
  func dropOld(_ old: RelationKind) -> Step {
    .execute(dropping(target, old), .dropReplaced(target))
  }

  private func rename(_ kind: RelationKind) -> Step {
    .execute(
      "alter \(kind.keyword) \(aside) rename to \(unqualified: target)",
      .rename(aside, to: target))
  }

  /// One session of ours at a time: `pg_advisory_xact_lock` is given back by the commit.
  private func lockSwaps() -> [Step] {
    guard features.contains(.concurrentWriters) else { return [] }
    return [.execute("select pg_advisory_xact_lock(\(.integer(Self.swapLock)))", .lockSwaps)]
  }

  /// An arbitrary number that no other program is likely to use: `swdbt` in ASCII.
  private static let swapLock: Int64 = 0x73_77_64_62_74

  func dropping(_ relation: Relation, _ kind: RelationKind) -> SQL {
    features.contains(.cascade)
      ? "drop \(kind.keyword) if exists \(relation) cascade"
      : "drop \(kind.keyword) if exists \(relation)"
  }
}

extension RelationKind {
  /// `table`, `view`, `materialized view`.
  var keyword: SQL {
    switch self {
    case .table: "table"
    case .view: "view"
    case .materializedView: "materialized view"
    }
  }
}
