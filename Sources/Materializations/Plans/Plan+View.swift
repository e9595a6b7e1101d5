import Warehouse

extension Plan {
  /// A view. Where the new columns allow it, an old view is replaced in place, which keeps what
  /// depends on it, its grants and its readers.
  func view() -> [Step] {
    guard case .query(let sql, let header) = facts.rows else {
      preconditionFailure("rows that are appended need a table")
    }
    let query = ViewQuery(sql: sql, header: header)
    let check = facts.tableOptions.contract?.check(sql, header: header, dialect: dialect) ?? []
    let build = features.contains(.cascade) ? dependableView(query) : textualView(query)
    return check + build + comments(.view)
  }

  /// SQLite looks at a view's query only when it is read, so the query is described first: a mistake
  /// in it is an error of the model. Nobody sees the new view before the commit.
  private func textualView(_ query: ViewQuery) -> [Step] {
    (query.header == nil ? [.ask([.describe(SQL(body: query.sql))]) { _ in [] }] : [])
      + (state.kind.map { [dropOld($0)] } ?? []) + [create(target, query)] + audit(target)
  }

  private func dependableView(_ query: ViewQuery) -> [Step] {
    state.kind == .view ? replacedInPlace(query) : replacedByName(query)
  }

  /// `create or replace view` keeps the old columns' names, types and order; new ones may follow.
  ///
  /// Whether they fit, the database says by refusing. To ask it for the columns of the query would
  /// have it take apart every view below, which costs exponentially with their depth. The gate looks
  /// at a view beside it, so that readers of the old one do not wait for the gate.
  private func replacedInPlace(_ query: ViewQuery) -> [Step] {
    let replace = create(target, query, verb: "create or replace view")
    guard facts.isAudited else {
      return [
        .attempt(
          [replace] + grantDifference(), unless: Self.columnsDoNotFit,
          otherwise: replacedByName(query))
      ]
    }
    let dropAside = Step.execute("drop view \(aside)", .dropTemporary(aside))
    return [
      create(aside, query), .audit(aside),
      .attempt(
        [dropAside, replace] + grantDifference(), unless: Self.columnsDoNotFit,
        otherwise: swapIn(.view) + grants()),
    ]
  }

  /// `invalid_table_definition`, which PostgreSQL says of a column that would be lost, renamed or
  /// of another type.
  private static let columnsDoNotFit = "42P16"

  private func replacedByName(_ query: ViewQuery) -> [Step] {
    [create(aside, query)] + audit(aside) + swapIn(.view) + grants()
  }

  private func create(
    _ relation: Relation, _ query: ViewQuery, verb: SQL = "create view"
  ) -> Step {
    .execute(
      withHeader(query.header, "\(verb) \(relation) \(asQuery(query.sql))"),
      .createViewAs(relation))
  }
}

private struct ViewQuery {
  let sql: String
  let header: String?
}
