package import Artifacts
package import Compilation
package import Diagnostics
package import PlainData

/// How fresh one source is.
package struct FreshnessOutcome: Sendable {
  package var uniqueID: String
  package var sourceName: String
  package var tableName: String
  /// `pass`, `warn`, `error` or `runtimeError`.
  package var status: ResultStatus
  /// The newest row; nil where the age could not be found out.
  package var maxLoadedAt: Timestamp?
  package var snapshottedAt: Timestamp
  package var criteria: PlainMap
  package var started: Timestamp
  package var asked: Timestamp
  package var completed: Timestamp
  package var threadID: String
  package var response = PlainMap()
  package var problem: Diagnostic?

  package var seconds: Double { completed.seconds(since: started) }

  /// What `results` of `on-run-end` says of it.
  package func described(_ node: Node) -> PlainMap {
    [
      "node": .map(node.facts.model),
      "status": .string(status.rawValue), "message": problem.map { .string($0.message) } ?? .null,
      "timing": .list(timing.map(\.plain)), "thread_id": .string(threadID),
      "execution_time": .double(seconds), "adapter_response": .map(response), "failures": .null,
      "max_loaded_at": maxLoadedAt.map { .string($0.offsetText) } ?? .null,
      "snapshotted_at": .string(snapshottedAt.offsetText),
      "age": maxLoadedAt.map { .double(snapshottedAt.seconds(since: $0)) } ?? .null,
    ]
  }

  private var timing: [Artifacts.NodeResult.Timing] {
    [
      .init(name: "compile", startedAt: started.iso8601, completedAt: asked.iso8601),
      .init(name: "execute", startedAt: asked.iso8601, completedAt: completed.iso8601),
    ]
  }

  /// Among the results of a command.
  package var result: NodeResult {
    NodeResult(
      uniqueID: uniqueID, status: status.isFailure ? .error : .success, message: "",
      started: started, completed: completed, threadID: threadID)
  }

  /// As sources.json has it.
  package var entry: FreshnessResults.Entry {
    guard let maxLoadedAt else {
      return .failed(uniqueID: uniqueID, error: problem?.message ?? "")
    }
    var freshness = SourceFreshness(
      uniqueID, status, maxLoadedAt: maxLoadedAt.offsetText,
      snapshottedAt: snapshottedAt.offsetText, age: snapshottedAt.seconds(since: maxLoadedAt),
      criteria: criteria)
    freshness.adapterResponse = response
    freshness.threadID = threadID
    freshness.executionTime = seconds
    freshness.timing = timing
    return .checked(freshness)
  }
}

extension Timestamp {
  /// `2016-09-19T14:45:51+00:00`, with a fraction where there is one, as dbt writes database times.
  fileprivate var offsetText: String {
    let text = iso8601.dropLast()
    return (microseconds % 1_000_000 == 0 ? text.dropLast(7) : text) + "+00:00"
  }
}
