package import Warehouse

/// What one pass over a relation tells of it: enough to propose a suite.
package struct RelationProfile: Sendable {
  package let relation: Relation
  package let rowCount: Int
  package let columns: [ColumnProfile]
}

/// What is known of one column.
package struct ColumnProfile: Sendable {
  package let name: String
  let kind: ColumnClass
  /// Rows that have a value.
  let present: Int
  let distinct: Int
  /// nil where nothing has a value, or where values have no order that is worth a bound.
  let least: SQLValue?
  let greatest: SQLValue?
  /// Of texts, in characters.
  let shortest: Int?
  let longest: Int?
  /// All of them, where they are few; nil where they are many.
  let values: [SQLValue]?
}

extension ColumnProfile {
  /// Whether every row has a value of its own.
  func identifies(_ rowCount: Int) -> Bool {
    rowCount > 1 && present == rowCount && distinct == rowCount
  }
}

extension RelationProfile {
  /// Whether the column called `name` identifies rows.
  package func isKey(_ name: String) -> Bool {
    columns.contains { $0.name == name && $0.identifies(rowCount) }
  }
}
