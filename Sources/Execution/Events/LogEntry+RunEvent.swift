import Diagnostics
import PlainData

extension RunEvent {
  /// The event as dbt's structured log has it, several entries where dbt tells more than one: those that
  /// are as important as `level` or were asked for.
  func entries(from level: LogLevel) -> [LogEntry] {
    switch self {
    case .entry(let entry): entry.level >= level || entry.isPrinted ? [entry] : []
    default: all.filter { $0.level >= level }
    }
  }

  private var all: [LogEntry] {
    switch self {
    case .found(let counts):
      let line = counts.map { $0.count.counted($0.kind) }.joined(separator: ", ")
      return [
        LogEntry("FoundStats", "W006", .info, "Found " + line, data: ["stat_line": .string(line)])
      ]
    case .concurrency(let threads, let target):
      return [
        LogEntry(
          "ConcurrencyLine", "Q027", .info,
          "Concurrency: \(threads) threads (target='\(target)')",
          data: ["num_threads": .int(threads), "target_name": .string(target)])
      ]
    case .nodeStarted(let line):
      return line.hasWork ? [.started(line), .began(line)] : [.began(line)]
    case .nodeFinished(let line, let result):
      return [.ended(line, result), .finished(line, result)]
    case .modelProgress(let progress): return [.progress(progress)]
    case .suiteFinished(let line): return [.suite(line)]
    case .message(_, let text) where text.isEmpty: return [.gap]
    case .message(let level, let text): return [LogEntry("Note", "Z050", level, text)]
    case .problem(let diagnostic): return [.problem(diagnostic)]
    case .entry(let entry): return [entry]
    case .finished: return []
    }
  }
}

extension LogEntry {
  fileprivate static func started(_ line: NodeLine) -> LogEntry {
    LogEntry(
      "LogStartLine", "Q011", .info, ProgressText.started(line), data: line.fields("started"))
  }

  fileprivate static func began(_ line: NodeLine) -> LogEntry {
    LogEntry(
      "NodeStart", "Q024", .debug, "Began running node \(line.uniqueID)",
      data: ["node_info": .map(line.info("started"))])
  }

  fileprivate static func finished(_ line: NodeLine, _ result: NodeResult) -> LogEntry {
    LogEntry(
      "NodeFinished", "Q025", .debug, "Finished running node \(line.uniqueID)",
      data: [
        "node_info": .map(line.info(result.status.rawValue, result)),
        "run_result": [
          "status": .string(result.status.rawValue), "message": .string(result.message),
          "thread": .string(result.threadID), "execution_time": .double(result.seconds),
          "num_failures": .int(result.failures ?? 0),
        ],
      ], thread: result.threadID.nonEmpty)
  }

  /// dbt has one event for each kind of node; hooks and skips have their own.
  fileprivate static func ended(_ line: NodeLine, _ result: NodeResult) -> LogEntry {
    let text = ProgressText.finished(line, result)
    let thread = result.threadID.nonEmpty
    if result.status == .skipped {
      return LogEntry(
        "SkippingDetails", "Q034", .info, text, data: line.skipFields(result), thread: thread)
    }
    let level: LogLevel =
      result.status.isFailure ? .error : result.status == .warn ? .warn : .info
    let (name, code) = line.resultEvent(result.status)
    return LogEntry(
      name, code, level, text, data: line.resultFields(of: name, result), thread: thread)
  }

  fileprivate static func progress(_ progress: ModelProgress) -> LogEntry {
    LogEntry(
      "ModelProgress", "X002", progress.isLandmark ? .info : .debug,
      "\(progress.name): \(progress.text)",
      data: [
        "unique_id": .string(progress.uniqueID), "phase": .string(progress.phase),
        "rows": .int(progress.rows), "total": progress.total.map(PlainValue.int) ?? .null,
      ])
  }

  fileprivate static func suite(_ line: SuiteLine) -> LogEntry {
    LogEntry(
      "LogSuiteResult", "X001", line.isBlocking ? .error : .info,
      "suite \(line.suite) on \(line.relation): \(line.successful) of \(line.evaluated) met",
      data: [
        "suite": .string(line.suite), "relation": .string(line.relation),
        "evaluated": .int(line.evaluated), "successful": .int(line.successful),
        "is_blocking": .bool(line.isBlocking), "execution_time": .double(line.seconds),
        "failures": .list(line.failures.map(PlainValue.string)),
      ])
  }

  /// A warning under the name that dbt gives it; an error as the error of a result.
  fileprivate static func problem(_ diagnostic: Diagnostic) -> LogEntry {
    let text = DiagnosticRenderer().render(diagnostic)
    guard diagnostic.severity != .error else {
      return LogEntry("RunResultError", "Z024", .error, text, data: diagnostic.fields)
    }
    let event = WarningEvent(of: diagnostic)
    let level: LogLevel = diagnostic.severity == .note ? .info : .warn
    return LogEntry(event.name, event.code, level, text, data: diagnostic.fields)
  }
}

extension NodeLine {
  fileprivate func resultEvent(_ status: NodeStatus) -> (name: String, code: String) {
    if status == .noOp { return ("LogNodeNoOpResult", "Q019") }
    return switch resourceType {
    case "test", "unit_test": ("LogTestResult", "Q007")
    case "seed": ("LogSeedResult", "Q016")
    case "snapshot": ("LogSnapshotResult", "Q015")
    case "operation": ("LogHookEndLine", "Q033")
    default: ("LogModelResult", "Q012")
    }
  }

  fileprivate func skipFields(_ result: NodeResult) -> PlainMap {
    var data = fields(result.status.rawValue, result)
    data["resource_type"] = .string(resourceType)
    data["node_name"] = .string(name)
    data["schema"] = .string(schema)
    return data
  }

  /// - Parameter event: dbt's name of it.
  fileprivate func resultFields(of event: String, _ result: NodeResult) -> PlainMap {
    var data = fields(result.status.rawValue, result)
    let outcome = result.status == .success ? result.message : result.status.rawValue
    data["status"] = .string(outcome)
    data["execution_time"] = .double(result.seconds)
    switch event {
    case "LogTestResult":
      data["name"] = .string(name)
      data["num_models"] = .int(total)
      data["num_failures"] = .int(result.failures ?? 0)
      data["status"] = .string(result.status.rawValue)
    case "LogSeedResult", "LogSnapshotResult":
      data["status"] = .string(result.status.rawValue)
      data["result_message"] = .string(result.message)
      data["schema"] = .string(schema)
      data["relation"] = .string(name)
    default: break
    }
    return data
  }

  fileprivate func fields(_ status: String, _ result: NodeResult? = nil) -> PlainMap {
    [
      "index": .int(index), "total": .int(total), "description": .string(description),
      "node_info": .map(info(status, result)),
    ]
  }

  /// dbt's `node_info`.
  fileprivate func info(_ status: String, _ result: NodeResult? = nil) -> PlainMap {
    [
      "node_path": .string(path), "node_name": .string(name), "unique_id": .string(uniqueID),
      "resource_type": .string(resourceType), "materialized": .string(materialized),
      "node_status": .string(status),
      "node_started_at": .string((result?.started ?? .now()).iso8601),
      "node_finished_at": .string(result?.completed.iso8601 ?? ""),
      "node_relation": [
        "database": .string(database), "schema": .string(schema), "alias": .string(alias),
        "relation_name": .string(relationName),
      ],
    ]
  }
}

extension Diagnostic {
  fileprivate var fields: PlainMap {
    var data: PlainMap = [
      "msg": .string(message), "diagnostic": .string(code),
      "help": .list(help.map(PlainValue.string)),
    ]
    if let span {
      let start = span.start
      data["file"] = .string(span.file.path)
      data["line"] = .int(start.line)
      data["column"] = .int(start.column)
    }
    return data
  }
}

extension Int {
  /// `1 model`, `2 models`, `3 analyses`; dbt calls a data test that is alone a test.
  func counted(_ noun: String) -> String {
    if self == 1 { return noun == "data test" ? "1 test" : "1 \(noun)" }
    if noun.hasSuffix("sis") { return "\(self) \(noun.dropLast(2))es" }
    if noun.hasSuffix("y") { return "\(self) \(noun.dropLast())ies" }
    return "\(self) \(noun)s"
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
