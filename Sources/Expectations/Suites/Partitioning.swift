package import Diagnostics

/// How a relation is divided into parts whose numbers are kept from run to run, as a suite states it.
///
///     partition_by: {column: read_at, granularity: day, watermark: loaded_at}
package struct Partitioning: Sendable {
  /// Lengths of time that make a partition of a column of times.
  package enum Granularity: String, Hashable, Sendable, CaseIterable {
    case hour, day, month, year
  }

  /// Rows with the same value are a partition.
  package var column: Located<String>
  /// nil: every value is a partition of its own.
  package var granularity: Granularity?
  /// A column that has a greater value than ever before in every row that is added or changed: the
  /// moment of loading, a version. A row that is gone is noticed by its partition's number of rows.
  package var watermark: Located<String>

  /// Whether both divide a relation in the same way.
  package func isSame(as other: Partitioning) -> Bool {
    column.value == other.column.value && granularity == other.granularity
      && watermark.value == other.watermark.value
  }
}
