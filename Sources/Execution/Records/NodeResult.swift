package import Compilation
package import Diagnostics
package import Expectations
package import PlainData
package import SwiftModels

/// What became of one node of the graph in a run.
package struct NodeResult: Sendable {
  package var uniqueID: String
  package var status: NodeStatus
  /// What the warehouse or the tool said: `SELECT 100`, the first line of an error, why it was skipped.
  package var message: String
  /// What the warehouse said, where `message` is something else.
  package var answer: String?
  package var rowsAffected: Int?
  /// Failing rows of a test; nil for anything else.
  package var failures: Int?
  package var started: Timestamp
  package var compiled: Timestamp?
  package var completed: Timestamp
  /// `Thread-1`, as dbt names workers.
  package var threadID: String
  /// The SQL that was run, after rendering; nil where there is none.
  package var compiledSQL: String?
  /// The statements that made the relation and its rows, for `target/run`.
  package var runSQL: String?
  /// The ephemeral models that `compiledSQL` holds.
  package var ephemerals: [EphemeralCode] = []
  package var relationName: String?
  /// The batches of a microbatch model.
  package var batches: BatchResults?
  package var diagnostics: [Diagnostic]
  /// Verdicts of the suites that guarded the node.
  package var suites: [SuiteResult]
  /// Figures that a Swift model reported, by name.
  package var metrics: [String: Double]
  /// What a Swift model says of what it trained, by name.
  package var facts: [String: String] = [:]
  /// What a Swift model trained, if it trained anything.
  package var artifact: ModelArtifact?

  package init(
    uniqueID: String, status: NodeStatus, message: String, rowsAffected: Int? = nil,
    failures: Int? = nil, started: Timestamp, compiled: Timestamp? = nil, completed: Timestamp,
    threadID: String, compiledSQL: String? = nil, runSQL: String? = nil,
    relationName: String? = nil, diagnostics: [Diagnostic] = [], suites: [SuiteResult] = [],
    metrics: [String: Double] = [:]
  ) {
    self.uniqueID = uniqueID
    self.status = status
    self.message = message
    self.rowsAffected = rowsAffected
    self.failures = failures
    self.started = started
    self.compiled = compiled
    self.completed = completed
    self.threadID = threadID
    self.compiledSQL = compiledSQL
    self.runSQL = runSQL
    self.relationName = relationName
    self.diagnostics = diagnostics
    self.suites = suites
    self.metrics = metrics
  }

  /// Seconds from start to end.
  package var seconds: Double { completed.seconds(since: started) }
}
