package import Diagnostics
package import Warehouse

/// One thing to do; a plan is a list of them, performed in order on one session.
package enum Step: Sendable {
  case transaction(TransactionAction)
  /// A statement without a result.
  case execute(SQL, Purpose)
  /// The rows of the model (a Swift model's output, a seed's file) are appended to the relation.
  case append(to: Relation, columns: [ColumnDescription])
  /// Suites and tests that gate the model run against the relation, which holds what is to be
  /// published; a failure rolls back.
  case audit(Relation)
  /// A hook, rendered when its turn comes.
  case hook(Hook)
  /// Questions whose answers decide how to go on: all are asked in order, then the steps of `then`
  /// are performed.
  ///
  /// `then` throws a `Diagnostic` or `Diagnostics` where the answers forbid to go on.
  case ask([Question], then: @Sendable ([Answer]) throws -> [Step])
  /// Steps that the database may refuse with a code (SQLSTATE): what they did is undone, and
  /// `otherwise` is performed instead. Only within a transaction.
  case attempt([Step], unless: String, otherwise: [Step])
  /// Something suspect that stops nothing.
  case warn(Diagnostic)
  /// What was found forbids to go on; said as a step so that what comes before it is still done.
  case fail(Diagnostic)
  /// A query whose rows are the node's result: a test's count.
  case result(SQL)
}

/// What a plan wants to know of the database while it is performed.
package enum Question: Hashable, Sendable {
  /// The columns of a relation; none when it does not exist.
  case columns(of: Relation)
  /// The columns of a query, which is not run (a query with a limit of 0).
  case describe(SQL)
  /// The rows of a small query.
  case rows(SQL)
}

/// The answer to one question.
package struct Answer: Hashable, Sendable {
  package var columns: [ColumnDescription]
  package var rows: [[SQLValue]]

  package init(columns: [ColumnDescription] = [], rows: [[SQLValue]] = []) {
    self.columns = columns
    self.rows = rows
  }
}

/// Why a statement is run; what may be overridden in a project can be recognised by it.
package enum Purpose: Hashable, Sendable {
  case dropLeftover(Relation)
  /// The header of a model, run before its query is looked at.
  case prepare
  /// `get_create_table_as_sql(temporary, relation, sql)`
  case createTableAs(Relation, isTemporary: Bool)
  /// `get_create_view_as_sql(relation, sql)`
  case createViewAs(Relation)
  /// A table without rows yet: contracts, seeds, Swift models.
  case createTable(Relation)
  case insertRows(into: Relation)
  /// All rows go before new ones come.
  case empty(Relation)
  /// Waits until no other session of ours replaces a relation.
  case lockSwaps
  case dropReplaced(Relation)
  case rename(Relation, to: Relation)
  /// A view that went with what it read is made again; the name as the database spells it.
  case restoreDependant(String)
  /// One statement of an incremental strategy.
  case incremental(IncrementalMerge)
  case changeColumns(of: Relation)
  case dropTemporary(Relation)
  case createIndex(on: Relation)
  case grant(on: Relation)
  case comment(on: Relation)
  /// The failing rows of a test are kept.
  case storeFailures(in: Relation)
}

/// What an incremental strategy's macro is given: `get_incremental_<strategy>_sql(arg_dict)`.
package struct IncrementalMerge: Hashable, Sendable {
  package var strategy: IncrementalStrategy
  package var target: Relation
  /// The temporary table with the new rows.
  package var source: Relation
  /// Columns to write, in the order of `source`.
  package var columns: [ColumnDescription]
  package var uniqueKey: [String]
  package var predicates: [String]

  package init(
    strategy: IncrementalStrategy, target: Relation, source: Relation,
    columns: [ColumnDescription], uniqueKey: [String], predicates: [String]
  ) {
    self.strategy = strategy
    self.target = target
    self.source = source
    self.columns = columns
    self.uniqueKey = uniqueKey
    self.predicates = predicates
  }
}
