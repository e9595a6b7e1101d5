package import PlainData

/// `run_results.json`, schema v6: how each node of one invocation ended.
package struct RunResults: Hashable, Sendable {
  package var metadata: ArtifactMetadata
  package var results: [NodeResult]
  /// Seconds.
  package var elapsedTime: Double
  /// Every flag of the invocation; `retry` reads them.
  package var arguments: PlainMap

  package init(
    _ metadata: ArtifactMetadata, results: [NodeResult], elapsedTime: Double, arguments: PlainMap
  ) {
    self.metadata = metadata
    self.results = results
    self.elapsedTime = elapsedTime
    self.arguments = arguments
  }

  /// What is in a file of run results, ours or dbt's; a result with an unknown status is left out.
  package init(reading value: PlainValue) {
    let map = value.map ?? PlainMap()
    metadata = ArtifactMetadata(reading: map.map("metadata"))
    results = map.maps("results").compactMap(NodeResult.init(reading:))
    elapsedTime = map.number("elapsed_time")
    arguments = map.map("args")
  }

  package func write(
    to writer: inout JSONWriter, draining drain: (inout JSONWriter) -> Void = { _ in }
  ) {
    writer.beginObject()
    writer.key("metadata")
    writer.write(map: metadata.plain(.runResults))
    writer.key("results")
    writer.beginList()
    let results = results
    writer.appendParts(count: results.count, draining: drain) { $1.write(map: results[$0].plain) }
    writer.endList()
    writer.key("elapsed_time")
    writer.write(double: elapsedTime)
    writer.key("args")
    writer.write(map: arguments)
    writer.endObject()
  }
}

/// How one node ended.
package struct NodeResult: Hashable, Sendable {
  package var uniqueID: String
  package var status: ResultStatus
  package var timing: [Timing] = []
  /// `Thread-1 (worker)`, `main`.
  package var threadID = ""
  /// Seconds.
  package var executionTime = 0.0
  /// `_message`, `code`, `rows_affected`; empty where nothing was executed.
  package var adapterResponse = PlainMap()
  package var message: String?
  /// Failing rows of a test.
  package var failures: Int?
  package var compiled: Bool?
  package var compiledCode: String?
  package var relationName: String?
  /// `successful` and `failed` batches of a microbatch model.
  package var batchResults: PlainValue = .null
  package var overloadResults: PlainValue = .null

  /// A phase: `compile` or `execute`.
  package struct Timing: Hashable, Sendable {
    package var name: String
    /// ISO 8601 in UTC.
    package var startedAt: String?
    package var completedAt: String?

    package init(name: String, startedAt: String?, completedAt: String?) {
      self.name = name
      self.startedAt = startedAt
      self.completedAt = completedAt
    }

    init(reading map: PlainMap) {
      name = map.text("name")
      startedAt = map.optionalText("started_at")
      completedAt = map.optionalText("completed_at")
    }

    package var plain: PlainValue {
      [
        "name": .string(name), "started_at": PlainValue(startedAt),
        "completed_at": PlainValue(completedAt),
      ]
    }
  }

  package init(_ uniqueID: String, _ status: ResultStatus) {
    self.uniqueID = uniqueID
    self.status = status
  }

  init?(reading map: PlainMap) {
    guard let status = ResultStatus(rawValue: map.text("status")) else { return nil }
    self.init(map.text("unique_id"), status)
    timing = map.maps("timing").map(Timing.init(reading:))
    threadID = map.text("thread_id")
    executionTime = map.number("execution_time")
    adapterResponse = map.map("adapter_response")
    message = map.optionalText("message")
    failures = map["failures"]?.int
    compiled = map["compiled"]?.bool
    compiledCode = map.optionalText("compiled_code")
    relationName = map.optionalText("relation_name")
    batchResults = map.value("batch_results")
    overloadResults = map.value("overload_results")
  }

  /// The result with exactly dbt's keys, in dbt's order.
  package var plain: PlainMap {
    [
      "status": .string(status.rawValue), "timing": .list(timing.map(\.plain)),
      "thread_id": .string(threadID), "execution_time": .double(executionTime),
      "adapter_response": .map(adapterResponse), "message": PlainValue(message),
      "failures": PlainValue(failures), "unique_id": .string(uniqueID),
      "compiled": PlainValue(compiled), "compiled_code": PlainValue(compiledCode),
      "relation_name": PlainValue(relationName), "batch_results": batchResults,
      "overload_results": overloadResults,
    ]
  }
}
