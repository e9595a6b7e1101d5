package import PlainData

/// `sources.json`, schema v3: how old the data of each source is.
package struct FreshnessResults: Hashable, Sendable {
  package var metadata: ArtifactMetadata
  package var results: [Entry]
  /// Seconds.
  package var elapsedTime: Double

  package enum Entry: Hashable, Sendable {
    case checked(SourceFreshness)
    /// The age could not be found out.
    case failed(uniqueID: String, error: String)
  }

  package init(_ metadata: ArtifactMetadata, results: [Entry], elapsedTime: Double) {
    self.metadata = metadata
    self.results = results
    self.elapsedTime = elapsedTime
  }

  /// What is in a `sources.json`, ours or dbt's.
  package init(reading value: PlainValue) {
    let map = value.map ?? PlainMap()
    metadata = ArtifactMetadata(reading: map.map("metadata"))
    results = map.maps("results").map { entry in
      SourceFreshness(reading: entry).map { .checked($0) }
        ?? .failed(uniqueID: entry.text("unique_id"), error: entry.text("error"))
    }
    elapsedTime = map.number("elapsed_time")
  }

  package func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("metadata")
    writer.write(map: metadata.plain(.sources))
    writer.key("results")
    writer.beginList()
    for result in results { writer.write(map: result.plain) }
    writer.endList()
    writer.key("elapsed_time")
    writer.write(double: elapsedTime)
    writer.endObject()
  }
}

extension FreshnessResults.Entry {
  var plain: PlainMap {
    switch self {
    case .checked(let freshness): freshness.plain
    case .failed(let uniqueID, let error):
      ["unique_id": .string(uniqueID), "error": .string(error), "status": "runtime error"]
    }
  }
}

/// The age of the newest row of one source.
package struct SourceFreshness: Hashable, Sendable {
  package var uniqueID: String
  /// `pass`, `warn` or `error`.
  package var status: ResultStatus
  /// ISO 8601 with an offset.
  package var maxLoadedAt: String
  package var snapshottedAt: String
  /// Seconds.
  package var age: Double
  /// Completed to dbt's keys when written.
  package var criteria: PlainMap
  package var adapterResponse = PlainMap()
  package var timing: [NodeResult.Timing] = []
  package var threadID = ""
  /// Seconds.
  package var executionTime = 0.0

  package init(
    _ uniqueID: String, _ status: ResultStatus, maxLoadedAt: String, snapshottedAt: String,
    age: Double, criteria: PlainMap
  ) {
    self.uniqueID = uniqueID
    self.status = status
    self.maxLoadedAt = maxLoadedAt
    self.snapshottedAt = snapshottedAt
    self.age = age
    self.criteria = criteria
  }

  init?(reading map: PlainMap) {
    guard let status = ResultStatus(rawValue: map.text("status")), status != .runtimeError else {
      return nil
    }
    self.init(
      map.text("unique_id"), status, maxLoadedAt: map.text("max_loaded_at"),
      snapshottedAt: map.text("snapshotted_at"), age: map.number("max_loaded_at_time_ago_in_s"),
      criteria: map.map("criteria"))
    adapterResponse = map.map("adapter_response")
    timing = map.maps("timing").map(NodeResult.Timing.init(reading:))
    threadID = map.text("thread_id")
    executionTime = map.number("execution_time")
  }

  /// The result with exactly dbt's keys, in dbt's order.
  package var plain: PlainMap {
    [
      "unique_id": .string(uniqueID), "max_loaded_at": .string(maxLoadedAt),
      "snapshotted_at": .string(snapshottedAt), "max_loaded_at_time_ago_in_s": .double(age),
      "status": .string(status.rawValue), "criteria": .map(Shape.freshness.completed(criteria)),
      "adapter_response": .map(adapterResponse), "timing": .list(timing.map(\.plain)),
      "thread_id": .string(threadID), "execution_time": .double(executionTime),
    ]
  }
}
