package import Calendars
package import Diagnostics
package import Warehouse

/// Everything that will be asked of the database to validate a suite, as values.
package struct SuitePlan: Sendable {
  package let suite: Suite
  package let relation: Relation
  /// In the order they will run, less those that a suite before it on the same relation runs, too.
  /// Samples of failing rows are not among them.
  package let statements: [PlannedStatement]
  let checks: [PlannedCheck]
  let columns: [ColumnDescription]
  let options: PlanOptions
  let sql: SQLSpelling

  /// How often the relation is read from end to end when nothing fails.
  package var scanCount: Int { statements.reduce(0) { $0 + $1.scans } }

  /// Expectations that cannot be checked on this relation, each with the reason.
  package var problems: [Diagnostic] {
    checks.compactMap { if case .failure(let problem) = $0.check { problem } else { nil } }
  }
}

/// One statement and what its result means.
package struct PlannedStatement: Sendable {
  package let sql: String
  package let scans: Int
  /// The measures that its columns hold, in order; a query's is alone.
  let measures: [Measure]
  /// Takes the measures from the statement's rows; nil where its columns are the measures.
  var native: NativePlan? = nil
  /// What `--plan` says of it beside the number of scans.
  var note: String? = nil
  /// Those of the measures that are 0 or, where it reads NULL, still to be counted.
  var proofs: [Measure] = []
  /// Whether it was run when the plan was made.
  var isAsked = false
  /// Puts the measures together from the partitions that the statement reads; its SQL is empty where
  /// none has to be read.
  var partitions: PartitionRead? = nil
}

/// An expectation and its check, or why there is none.
struct PlannedCheck: Sendable {
  let expectation: Expectation
  let check: Result<Check, Diagnostic>
}

/// What the caller knows beside the suite.
package struct PlanOptions: Sendable {
  /// Columns that identify a row: shown with every failing row.
  package var keyColumns: [String]
  /// Columns whose values are never shown: tagged `pii`.
  package var hiddenColumns: Set<String>
  /// Failing rows that are fetched for each failing check, default 20.
  package var sampleLimit: Int
  /// Relations of `Suite.references`.
  package var relations: [SuiteTarget: Relation]
  /// What the catalog knows of the relation's rows.
  package var statistics = RelationStatistics()
  /// The table of metrics of earlier runs; nil where none has been kept yet.
  package var history: Relation?
  /// What is known of the relation's partitions; nil where the suite has none, or nothing can be known.
  package var partitions: PartitionKnowledge?
  /// Rules of a time zone by its name, default the system's.
  package var timeZones: @Sendable (String) throws(Diagnostic) -> TimeZoneRules

  package init(
    keyColumns: [String] = [], hiddenColumns: Set<String> = [], sampleLimit: Int = 20,
    relations: [SuiteTarget: Relation] = [:], history: Relation? = nil,
    timeZones: @escaping @Sendable (String) throws(Diagnostic) -> TimeZoneRules = {
      name throws(Diagnostic) in try TimeZoneRules.system(name)
    }
  ) {
    self.keyColumns = keyColumns
    self.hiddenColumns = hiddenColumns
    self.sampleLimit = sampleLimit
    self.relations = relations
    self.history = history
    self.timeZones = timeZones
  }

  /// Whether a column's values are never shown; letter case is ignored, to be on the safe side.
  func hides(_ column: String) -> Bool {
    hiddenColumns.contains { $0.lowercased() == column.lowercased() }
  }
}
