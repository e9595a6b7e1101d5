package import Warehouse

/// Which partition a row belongs to.
package struct PartitionKey: Hashable, Comparable, Sendable {
  /// The database's text of the column's value, or of the length of time it is in; nil for rows
  /// without a value.
  package let text: String?

  package init(_ text: String?) { self.text = text }

  /// By bytes, so that days and months are in their order; rows without a value come last.
  package static func < (one: PartitionKey, other: PartitionKey) -> Bool {
    guard let first = one.text else { return false }
    guard let second = other.text else { return true }
    return first.utf8.lexicographicallyPrecedes(second.utf8)
  }
}

/// By what a partition is recognised as unchanged.
package struct PartitionMark: Hashable, Sendable {
  package var rows: Int
  /// The greatest one as text; nil where a row has none, so that nothing is known of changes.
  package var watermark: String?

  package init(rows: Int, watermark: String?) {
    self.rows = rows
    self.watermark = watermark
  }

  /// Whether the partition has had the same rows all the time.
  ///
  /// Rows that were added or changed have a watermark above all earlier ones; where there are none of
  /// them, rows can only have gone.
  func proves(same earlier: PartitionMark) -> Bool { watermark != nil && self == earlier }
}

/// What was measured of a partition.
package struct KeptPartition: Hashable, Sendable {
  package var mark: PartitionMark
  package var values: [SQLValue]

  package init(mark: PartitionMark, values: [SQLValue]) {
    self.mark = mark
    self.values = values
  }
}

/// The partitions of one relation: as they are, and as they were when they were last measured.
package struct PartitionKnowledge: Sendable {
  package var partitioning: Partitioning
  /// What the catalog knows the relation's table by.
  package var identity: String
  /// The statement that told what partitions there are.
  package var survey: String
  package var marks: [PartitionKey: PartitionMark]
  /// Values by what was measured, as `MeasuredPartitions.measures` names it.
  package var kept: [String: [PartitionKey: KeptPartition]]

  package init(
    partitioning: Partitioning, identity: String, survey: String,
    marks: [PartitionKey: PartitionMark],
    kept: [String: [PartitionKey: KeptPartition]]
  ) {
    self.partitioning = partitioning
    self.identity = identity
    self.survey = survey
    self.marks = marks
    self.kept = kept
  }
}

/// What a run measured of partitions, to be kept for the next one.
package struct MeasuredPartitions: Hashable, Sendable {
  /// What the catalog knew the relation's table by.
  package var identity: String
  /// A digest of what was measured; equal for runs that measure the same.
  package var measures: String
  package var changed: [PartitionKey: KeptPartition]
  /// Partitions that are kept and are not there any more.
  package var gone: [PartitionKey]
  /// Whether nothing that was kept is true any more.
  package var replacesAll: Bool
}
