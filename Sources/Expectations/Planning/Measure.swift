import Warehouse

/// One thing that must be read from the database to judge a check.
///
/// Equal measures of different checks are read once.
enum Measure: Hashable, Sendable {
  /// A number that nothing needs to be asked for.
  case known(Int64)
  /// An aggregate over the whole relation; the row filter is inside it. All of them share a scan.
  case aggregate(String)
  /// A value at a fraction of the ordered values. Those of one column are one sort.
  case percentile(Percentile)
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

extension Measure {
  var isKnown: Bool { if case .known = self { true } else { false } }

  /// The groups that it is taken of.
  var grouping: Grouping? { if case .grouped(let grouping, _) = self { grouping } else { nil } }
}

/// The value at a fraction of a column's ordered values.
struct Percentile: Hashable, Sendable {
  /// The column in SQL, and ` FILTER (WHERE …)` or nothing.
  var column: String
  var filter: String
  /// In `0...1`.
  var fraction: Double
  /// Whether neighbours are interpolated; otherwise it is the least value that at least `fraction` of
  /// the values do not exceed.
  var isContinuous: Bool

  /// Whether both are taken of the same values in the same way.
  func isSibling(of other: Percentile) -> Bool {
    column == other.column && filter == other.filter && isContinuous == other.isContinuous
  }

  /// The fraction for the database, which multiplies it with the count as doubles, where 0.56 × 25
  /// comes out above 14: one that is a hair smaller has the rank of the exact product.
  var databaseFraction: Double {
    isContinuous ? fraction : max(0, fraction.nextDown.nextDown)
  }
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
  /// How many groups there are about; nil where that is not known, or not few.
  var fewGroups: Int?
  /// Whether nearly every row is likely to be a group of its own, with keys that are quickly compared.
  var hasManyGroups = false
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
