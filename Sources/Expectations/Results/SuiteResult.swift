package import PlainData
package import Warehouse

/// What became of a suite on one relation.
package struct SuiteResult: Sendable {
  package let suite: Suite
  package let relation: Relation
  package let checks: [CheckResult]
  /// Statements that ran, samples of failing rows included.
  package let statements: Int
  /// How often the relation was read, samples included.
  package let scans: Int
  package let seconds: Double
  /// What was measured of partitions, to be kept for the next run.
  package internal(set) var partitions: [MeasuredPartitions] = []

  /// Whether no check failed and none was in error.
  package var isSuccess: Bool { !checks.contains { $0.status == .fail || $0.status == .error } }
}

/// What became of one expectation.
package struct CheckResult: Sendable {
  package let expectation: Expectation
  package let status: CheckStatus
  /// nil when the check could not be evaluated or was skipped.
  package let observation: Observation?
  /// Great Expectations' `success`: whether the expectation is met, whatever its severity.
  package let isMet: Bool
  /// Why the check could not be evaluated.
  package let error: String?
  /// Failing rows; nil when none were fetched.
  package let sample: Sample?
  /// The SQL that finds every failing row; nil where no row is to blame.
  package let unexpectedQuery: String?
}

/// Some failing rows, key columns first; never a column that is hidden.
package struct Sample: Hashable, Sendable {
  package var columns: [String]
  package var rows: [[PlainValue]]
  /// Places in `columns` of the values that were judged; the others identify the row.
  package var judged: [Int]
}
