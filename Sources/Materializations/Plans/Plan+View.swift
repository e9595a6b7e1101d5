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
    switch state.kind {
    case nil: return replacedByName(query)
    case .table, .materializedView: return replacedByName(query)
    // What the header sets up, the query may need: it cannot be described alone.
    case .view where query.header != nil: return replacedByName(query)
    case .view:
      let questions: [Question] = [
        .columns(of: target), .describe(SQL(body: query.sql)),
      ]
      return [
        .ask(questions) { answers in
          answers[1].columns.starts(with: answers[0].columns)
            ? replacedInPlace(query) : replacedByName(query)
        }
      ]
    }
  }

  /// `create or replace view` keeps the old columns' names, types and order; new ones may follow.
  ///
  /// The gate looks at a view beside it, so that readers of the old one do not wait for the gate.
  private func replacedInPlace(_ query: ViewQuery) -> [Step] {
    let gate =
      facts.isAudited
      ? [
        create(aside, query), .audit(aside), .execute("drop view \(aside)", .dropTemporary(aside)),
      ]
      : []
    return gate + [create(target, query, verb: "create or replace view")] + grantDifference()
  }

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
