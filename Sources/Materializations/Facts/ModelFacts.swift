package import Warehouse

/// What a plan needs to know of a node, apart from its materialisation's own options.
package struct ModelFacts: Sendable {
  package var relation: Relation
  package var rows: RowSource
  package var hooks: Hooks
  /// Whether suites or tests gate the node: what they look at is then built before it is published.
  package var isAudited: Bool
  package var tableOptions: TableOptions
  /// Privilege (`select`) → grantees; nil where `grants` is not configured, which leaves them be.
  package var grants: [String: [String]]?
  package var comments: Comments

  package init(
    _ relation: Relation, _ rows: RowSource, hooks: Hooks = Hooks(), isAudited: Bool = false,
    tableOptions: TableOptions = TableOptions(), grants: [String: [String]]? = nil,
    comments: Comments = Comments()
  ) {
    self.relation = relation
    self.rows = rows
    self.hooks = hooks
    self.isAudited = isAudited
    self.tableOptions = tableOptions
    self.grants = grants
    self.comments = comments
  }
}

/// Where a node's rows come from.
package enum RowSource: Hashable, Sendable {
  /// Its compiled SQL, one query; `header` (`set_sql_header`) is run in front of it.
  case query(String, header: String? = nil)
  /// Rows that are appended: a Swift model's output, a seed's file. Types as SQL spells them.
  case appended([ColumnDescription])
}

/// Hooks of one node in the order in which they run.
package struct Hooks: Hashable, Sendable {
  package var before: [Hook]
  package var after: [Hook]

  package init(before: [Hook] = [], after: [Hook] = []) {
    self.before = before
    self.after = after
  }
}

/// A statement of `pre_hook` or `post_hook`.
package struct Hook: Hashable, Sendable {
  /// As written: rendered when its turn comes.
  package var sql: String
  /// `transaction: false` hooks run before it begins or after it is committed.
  package var isInTransaction: Bool

  package init(_ sql: String, isInTransaction: Bool = true) {
    self.sql = sql
    self.isInTransaction = isInTransaction
  }
}

/// How a table is made, beyond its columns.
package struct TableOptions: Hashable, Sendable {
  /// PostgreSQL: not written to its log; lost after a crash of the server.
  package var isUnlogged: Bool
  package var indexes: [TableIndex]
  /// Set when the contract is enforced.
  package var contract: Contract?

  package init(
    isUnlogged: Bool = false, indexes: [TableIndex] = [], contract: Contract? = nil
  ) {
    self.isUnlogged = isUnlogged
    self.indexes = indexes
    self.contract = contract
  }
}

/// An entry of `indexes:`.
package struct TableIndex: Hashable, Sendable {
  package var columns: [String]
  package var isUnique: Bool
  /// `btree`, `hash`, `gin` …; nil: the database's default.
  package var method: String?

  package init(columns: [String], isUnique: Bool = false, method: String? = nil) {
    self.columns = columns
    self.isUnique = isUnique
    self.method = method
  }
}

/// Descriptions that `persist_docs` writes to the database.
package struct Comments: Hashable, Sendable {
  package var relation: String?
  /// In the order in which they are written.
  package var columns: [ColumnComment]

  package init(relation: String? = nil, columns: [ColumnComment] = []) {
    self.relation = relation
    self.columns = columns
  }
}

package struct ColumnComment: Hashable, Sendable {
  package var column: String
  package var text: String
  /// Whether the case of the name counts.
  package var isQuoted: Bool

  package init(_ column: String, _ text: String, isQuoted: Bool = false) {
    self.column = column
    self.text = text
    self.isQuoted = isQuoted
  }
}
