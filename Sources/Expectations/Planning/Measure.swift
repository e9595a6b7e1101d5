import Warehouse

/// One thing that must be read from the database to judge a check.
///
/// Equal measures of different checks are read once.
enum Measure: Hashable, Sendable {
  /// An aggregate over the whole relation; the row filter is inside it. All of them share a scan.
  case aggregate(String)
  /// An aggregate over rows in which other aggregates of the relation stand, as `PriorAggregate`
  /// spells them. All of them share two scans.
  case dependent(String, prior: [PriorAggregate])
  /// An aggregate over the groups of a grouping, in which `n` is a group's number of rows and
  /// `k0`, `k1`, … are its keys. The measures of one grouping share a scan.
  case grouped(Grouping, String)
  /// A statement of its own; `scans` is how often it reads the relation.
  case query(String, scans: Int)
  /// Distinct values as text and how often each occurs, judged outside of the database; one scan.
  case judged(String, by: ValueRule)
}

/// An aggregate that must be known before rows can be judged: a mean, a quartile.
struct PriorAggregate: Hashable, Sendable {
  var sql: String

  /// How a dependent aggregate refers to it; the planner puts the column's name in its place.
  var reference: String { "⟨\(sql)⟩" }
}

/// The rows of a relation grouped by some expressions.
struct Grouping: Hashable, Sendable {
  var keys: [String]
  /// Rows that are grouped; nil for all.
  var filter: String?
}

/// What was read for the measures of a check, in their order.
struct Readings: Sendable {
  /// One value for aggregates, a table for queries.
  enum Reading: Sendable {
    case value(SQLValue)
    case table(ResultTable)
  }

  /// A statement returned another shape than its check asked for.
  struct Unreadable: Error, CustomStringConvertible {
    var description: String { "the database returned an unexpected number of columns" }
  }

  var all: [Reading]

  func value(_ index: Int) -> SQLValue {
    switch all[index] {
    case .value(let value): value
    case .table(let table): table.rows.first?.first ?? .null
    }
  }

  /// A count; 0 where the aggregate had no rows to sum.
  func count(_ index: Int) -> Int { value(index).integer ?? 0 }

  func table(_ index: Int) -> ResultTable {
    switch all[index] {
    case .value(let value):
      ResultTable(columns: [ColumnDescription(name: "value", type: "")], rows: [[value]])
    case .table(let table): table
    }
  }
}
