package import PlainData

/// Everything a command did, in the graph's order: artifacts, reports and exit codes are made of it.
package struct RunRecord: Sendable {
  package var invocationID: String
  /// The subcommand: `build`.
  package var command: String
  package var started: Timestamp
  package var completed: Timestamp
  package var results: [NodeResult]
  /// Whether the user interrupted the run.
  package var wasCancelled: Bool

  package init(
    invocationID: String, command: String, started: Timestamp, completed: Timestamp,
    results: [NodeResult], wasCancelled: Bool = false
  ) {
    self.invocationID = invocationID
    self.command = command
    self.started = started
    self.completed = completed
    self.results = results
    self.wasCancelled = wasCancelled
  }

  /// Whether nodes were run, and not only rendered or looked at.
  package var isExecuted: Bool { !["compile", "show"].contains(command) }
  package var seconds: Double { completed.seconds(since: started) }
  package var hasFailures: Bool { wasCancelled || results.contains { $0.status.isFailure } }

  package func count(of statuses: NodeStatus...) -> Int {
    results.count { statuses.contains($0.status) }
  }
}
