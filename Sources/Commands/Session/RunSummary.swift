import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading

/// The end of a run as people read it: times, every problem once more, totals.
struct RunSummary {
  private let session: ProjectSession

  init(_ session: ProjectSession) {
    self.session = session
  }

  func print(_ record: RunRecord) {
    printEnd(of: record)
    say(.endOfRun(record))
    for result in record.results where result.status.isFailure { tell(result, .error) }
    for result in record.results where result.status == .warn { tell(result, .warn) }
    say(.gap)
    say(.totals(record))
  }

  /// What ran, and how long it took.
  func printEnd(of record: RunRecord) {
    let kinds = Dictionary(
      session.manifest.all.map { ($0.uniqueID, $0.summaryKind) }, uniquingKeysWith: { a, _ in a })
    say(.gap)
    say(.finishedRunning(record, kinds: kinds))
    say(.gap)
  }

  /// A problem once more, with its place in the project and what there is to look at.
  private func tell(_ result: NodeResult, _ level: LogLevel) {
    guard !result.diagnostics.isEmpty else { return }
    let node = session.manifest[result.uniqueID]
    say(.gap)
    say(.resultHeading(result, node, level))
    for diagnostic in result.diagnostics {
      say(
        .resultProblem(
          diagnostic, result, node, level, usesColor: session.console.usesColor))
    }
    if let path = RunArtifacts(session).compiledPath(of: result) {
      say(
        LogEntry(
          "SQLCompiledPath", "Z026", .info, "  compiled code at \(path)",
          data: ["path": .string(path)]))
    }
    if let relation = storedFailures(of: result, node) {
      let text = "select * from \(relation)"
      let rule = String(repeating: "-", count: text.count)
      say(.gap)
      say(
        LogEntry(
          "CheckNodeTestFailure", "Z027", .info,
          "  See test failures:\n  \(rule)\n  \(text)\n  \(rule)",
          data: ["relation_name": .string(relation)]))
    }
  }

  /// The table that holds the failing rows of a test.
  private func storedFailures(of result: NodeResult, _ node: Node?) -> String? {
    guard let node, node.type == .test, result.status != .error else { return nil }
    let isStored =
      node.config.bool("store_failures") ?? session.input.arguments.isSet("store-failures")
    return isStored ? result.relationName : nil
  }

  private func say(_ entry: LogEntry) { session.console.emit(entry) }
}

extension LogEntry {
  fileprivate static func finishedRunning(_ record: RunRecord, kinds: [String: String]) -> LogEntry
  {
    LogEntry(
      "FinishedRunningStats", "E047", .info, RunSummaryText.finished(record, kinds: kinds),
      data: ["execution_time": .double(record.seconds)])
  }

  fileprivate static func endOfRun(_ record: RunRecord) -> LogEntry {
    LogEntry(
      "EndOfRunSummary", "Z030", record.hasFailures ? .error : .info,
      RunSummaryText.verdict(record),
      data: [
        "num_errors": .int(record.count(of: .error, .fail)),
        "num_warnings": .int(record.count(of: .warn)),
        "keyboard_interrupt": .bool(record.wasCancelled),
      ])
  }

  fileprivate static func totals(_ record: RunRecord) -> LogEntry {
    LogEntry(
      "StatsLine", "Z023", .info, RunSummaryText.totals(record),
      data: [
        "stats": [
          "pass": .int(record.count(of: .success, .pass)), "warn": .int(record.count(of: .warn)),
          "error": .int(record.count(of: .error, .fail, .partialSuccess)),
          "skip": .int(record.count(of: .skipped)),
          "noop": .int(record.count(of: .noOp)), "reused": 0,
          "total": .int(record.results.count),
        ]
      ])
  }

  fileprivate static func resultHeading(_ result: NodeResult, _ node: Node?, _ level: LogLevel)
    -> LogEntry
  {
    let word = level == .error ? "Failure" : "Warning"
    let type = node?.type.dbtName ?? "operation"
    let name = node?.name ?? result.uniqueID
    let path = node?.file.path ?? ""
    let data: PlainMap = [
      "resource_type": .string(type), "node_name": .string(name), "path": .string(path),
      "node_info": ["unique_id": .string(result.uniqueID)],
    ]
    let text = "\(word) in \(type) \(name) (\(path))"
    return level == .error
      ? LogEntry("RunResultFailure", "Z022", .error, text, data: data)
      : LogEntry("RunResultWarning", "Z021", .warn, text, data: data)
  }

  fileprivate static func resultProblem(
    _ diagnostic: Diagnostic, _ result: NodeResult, _ node: Node?, _ level: LogLevel,
    usesColor: Bool
  ) -> LogEntry {
    let text = ErrorText.ofResult(diagnostic, node, usesColor: usesColor)
    let data: PlainMap = [
      "msg": .string(ErrorText.ofResult(diagnostic, node)),
      "node_info": ["unique_id": .string(result.uniqueID)],
    ]
    return level == .error
      ? LogEntry("RunResultError", "Z024", .error, "  " + text, data: data)
      : LogEntry("RunResultWarningMessage", "Z046", .warn, text, data: data)
  }
}
