/// What a catalog knows of a relation's rows without reading them.
package struct RelationStatistics: Hashable, Sendable {
  /// Columns of which the warehouse itself lets no combination occur twice, missing values aside.
  package var uniqueKeys: [Set<String>]
  /// An estimate; nil where there is none.
  package var rowCount: Int?
  /// Another one for every table that was ever made, as far as the catalog tells; nil for what is no
  /// table of rows.
  package var identity: String?
  /// Estimates by column; columns of which nothing is known are missing.
  package var distinctCounts: [String: Int]

  package init(
    uniqueKeys: [Set<String>] = [], rowCount: Int? = nil, distinctCounts: [String: Int] = [:]
  ) {
    self.uniqueKeys = uniqueKeys
    self.rowCount = rowCount
    self.distinctCounts = distinctCounts
  }

  /// Whether no two rows that have all of `columns` have the same values in them.
  package func provesUnique(_ columns: [String]) -> Bool {
    uniqueKeys.contains { $0.isSubset(of: columns) }
  }
}

/// A session whose catalog holds statistics and keys.
package protocol StatisticsSession: Session {
  /// Empty for a relation that does not exist.
  func statistics(of relation: Relation) throws(DatabaseError) -> RelationStatistics
}

extension Session {
  /// What the catalog knows of the relation's rows; nothing where the warehouse does not tell.
  package func knownStatistics(of relation: Relation) throws(DatabaseError) -> RelationStatistics {
    guard let session = self as? any StatisticsSession else { return RelationStatistics() }
    return try session.statistics(of: relation)
  }
}
