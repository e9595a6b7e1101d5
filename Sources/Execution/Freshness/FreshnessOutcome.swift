package import Artifacts
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
    freshness.timing = [
      .init(name: "compile", startedAt: started.iso8601, completedAt: asked.iso8601),
      .init(name: "execute", startedAt: asked.iso8601, completedAt: completed.iso8601),
    ]
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
