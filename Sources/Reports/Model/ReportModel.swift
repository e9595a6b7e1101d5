package import PlainData

/// Everything the quality report shows.
package struct ReportModel: Sendable {
  package var run: Run
  package var lineage: Lineage
  /// The results of `target/expectations.json`, and those of dbt's tests in the same form.
  package var suites: [SuiteOutcome]
  /// Runs before this one, oldest first.
  package var history: [PastRun]
  /// Swift models, by name.
  package var models: [ModelTrend]

  package struct Run: Hashable, Sendable {
    package var project: String
    package var target: String
    /// `SQLite`, `PostgreSQL 15.8`.
    package var warehouse: String
    /// The command line.
    package var command: String
    /// ISO 8601.
    package var startedAt: String
    /// Seconds.
    package var elapsed: Double
    package var runID: String
    /// Of the program.
    package var version: String

    package init(
      project: String, target: String, warehouse: String, command: String, startedAt: String,
      elapsed: Double, runID: String, version: String
    ) {
      self.project = project
      self.target = target
      self.warehouse = warehouse
      self.command = command
      self.startedAt = startedAt
      self.elapsed = elapsed
      self.runID = runID
      self.version = version
    }
  }

  package init(
    run: Run, lineage: Lineage, suites: [SuiteOutcome], history: [PastRun] = [],
    models: [ModelTrend] = []
  ) {
    self.models = models
    self.run = run
    self.lineage = lineage
    self.suites = suites
    self.history = history
  }
}

/// What an earlier run measured.
package struct PastRun: Hashable, Sendable {
  package var runID: String
  /// ISO 8601.
  package var startedAt: String
  /// By `Check.id`.
  package var states: [String: CheckState]
  /// By `Check.id`: failing rows, or the observed value.
  package var metrics: [String: Double]

  package init(
    runID: String, startedAt: String, states: [String: CheckState], metrics: [String: Double]
  ) {
    self.runID = runID
    self.startedAt = startedAt
    self.states = states
    self.metrics = metrics
  }

  /// Reads an earlier `target/expectations.json`.
  package init(reading value: PlainValue) {
    let checks = (value["suites"]?.list ?? []).flatMap { SuiteOutcome(reading: $0).checks }
    self.init(
      runID: value["run_id"]?.string ?? "", startedAt: value["started_at"]?.string ?? "",
      states: Dictionary(checks.map { ($0.id, $0.state) }, uniquingKeysWith: { $1 }),
      metrics: Dictionary(
        checks.compactMap { check in check.metric.map { (check.id, $0) } },
        uniquingKeysWith: { $1 }))
  }
}
