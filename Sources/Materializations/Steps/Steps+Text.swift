import Diagnostics
package import Warehouse

extension [Step] {
  /// A plan as text, one step a paragraph, for goldens and for `--debug`:
  ///
  ///     begin
  ///     -- createTableAs "main"."orders__dbt_tmp"
  ///     create table "main"."orders__dbt_tmp" as …
  ///     audit "main"."orders__dbt_tmp"
  ///
  /// `answers` says what is answered to questions; the steps that follow from it come after them.
  package func text(
    for dialect: any Dialect, answers: (Question) -> Answer = { _ in Answer() }
  ) throws -> String {
    try map { try $0.text(for: dialect, answers: answers) }.joined(separator: "\n")
  }
}

extension Step {
  fileprivate func text(for dialect: any Dialect, answers: (Question) -> Answer) throws -> String {
    switch self {
    case .transaction(let action): return action.rawValue
    case .execute(let sql, let purpose):
      return "-- \(purpose.text(for: dialect))\n\(sql.rendered(by: dialect).text);"
    case .append(let relation, let columns):
      let list = columns.map { "\(dialect.quote($0.name)) \($0.type)" }.joined(separator: ", ")
      return "append rows to \(dialect.render(relation)) (\(list))"
    case .audit(let relation): return "audit \(dialect.render(relation))"
    case .hook(let hook): return "hook: \(hook.sql)"
    case .warn(let diagnostic): return "warning: \(diagnostic.message)"
    case .fail(let diagnostic): throw diagnostic
    case .result(let sql): return "result of\n\(sql.rendered(by: dialect).text);"
    case .ask(let questions, let then):
      let given = questions.map(answers)
      let asked = zip(questions, given).map { "\($0.text(for: dialect)) \($1.text)" }
      let rest = try then(given).text(for: dialect, answers: answers)
      return (asked + (rest.isEmpty ? [] : [rest])).joined(separator: "\n")
    case .attempt(let steps, let code, let otherwise):
      return try """
      try
      \(steps.text(for: dialect, answers: answers))
      when refused with \(code)
      \(otherwise.text(for: dialect, answers: answers))
      end
      """
    }
  }
}

extension Question {
  fileprivate func text(for dialect: any Dialect) -> String {
    switch self {
    case .columns(let relation): "columns of \(dialect.render(relation))?"
    case .describe(let sql): "columns of query\n\(sql.rendered(by: dialect).text)\n?"
    case .rows(let sql): "rows of\n\(sql.rendered(by: dialect).text)\n?"
    }
  }
}

extension Answer {
  fileprivate var text: String {
    rows.isEmpty
      ? columns.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
      : rows.map { "\($0)" }.joined(separator: ", ")
  }
}

extension Purpose {
  /// `createTableAs "schema"."name"`
  package func text(for dialect: any Dialect) -> String {
    switch self {
    case .dropLeftover(let relation): "drop leftover \(dialect.render(relation))"
    case .createTableAs(let relation, let isTemporary):
      "create \(isTemporary ? "temporary " : "")table \(dialect.render(relation)) from the query"
    case .createViewAs(let relation): "create view \(dialect.render(relation))"
    case .createTable(let relation): "create table \(dialect.render(relation))"
    case .insertRows(let relation): "insert rows into \(dialect.render(relation))"
    case .empty(let relation): "empty \(dialect.render(relation))"
    case .prepare: "prepare"
    case .lockSwaps: "wait for other swaps"
    case .dropReplaced(let relation): "drop replaced \(dialect.render(relation))"
    case .rename(let old, let new): "rename \(dialect.render(old)) to \(dialect.render(new))"
    case .restoreDependant(let name): "restore \(name)"
    case .incremental(let merge):
      "\(merge.strategy.name) into \(dialect.render(merge.target))"
    case .changeColumns(let relation): "change columns of \(dialect.render(relation))"
    case .dropTemporary(let relation): "drop temporary \(dialect.render(relation))"
    case .createIndex(let relation): "create index on \(dialect.render(relation))"
    case .grant(let relation): "grant on \(dialect.render(relation))"
    case .comment(let relation): "comment on \(dialect.render(relation))"
    case .storeFailures(let relation): "store failures in \(dialect.render(relation))"
    }
  }
}
