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
  /// Measured numbers may all differ, and are no keys.
  var isMeasured: Bool {
    kind == .number && (least?.integer == nil || greatest?.integer == nil)
  }

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

  /// Pairs of columns that may identify rows where no column does, the likeliest first.
  ///
  /// Where a table has few rows for all that two columns could say, every pair may differ by chance:
  /// such pairs, at 5 % or more, say nothing (n² / 2d against n keys of d possible ones).
  var candidatePairs: [[String]] {
    guard !columns.contains(where: { $0.identifies(rowCount) && !$0.isMeasured }) else { return [] }
    let parts = columns.filter { column in
      column.present == rowCount && column.distinct > 1 && !column.isMeasured
        && [.number, .text, .moment].contains(column.kind)
    }
    var pairs: [(names: [String], possible: Double)] = []
    for (place, first) in parts.enumerated() {
      for second in parts[(place + 1)...] {
        pairs.append(
          ([first.name, second.name], Double(first.distinct) * Double(second.distinct)))
      }
    }
    let count = Double(rowCount)
    return pairs.filter { $0.possible >= count && count * count / (2 * $0.possible) >= 3 }
      .sorted { $0.possible < $1.possible }.prefix(Self.pairLimit).map(\.names)
  }

  private static let pairLimit = 30
}
