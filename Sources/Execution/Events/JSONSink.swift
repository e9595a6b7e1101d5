import Diagnostics
@preconcurrency import Glibc
import PlainData
import Synchronization

/// One JSON object a line, with dbt's event names and fields, for log collectors.
package final class JSONSink: EventSink {
  private let output: OutputStream
  private let level: LogLevel
  private let invocationID = UUIDText.random()
  private let writing = Mutex(())

  package init(to output: OutputStream, level: LogLevel) {
    self.output = output
    self.level = level
  }

  package func emit(_ event: RunEvent) {
    guard let line = JSONLine(event), line.level >= level else { return }
    let text = JSON.text(.map(line.object(invocationID: invocationID)))
    writing.withLock { _ in output.writeLine(text) }
  }
}

/// An event as dbt's structured log has it.
private struct JSONLine {
  /// dbt's event name and code.
  let name: String
  let code: String
  let level: LogLevel
  let message: String
  var data = PlainMap()

  init?(_ event: RunEvent) {
    switch event {
    case .found(let counts):
      let parts = counts.map { "\($0.count) \($0.kind)" }
      self.init("FoundStats", "W006", .info, "Found " + parts.joined(separator: ", "))
    case .concurrency(let threads, let target):
      self.init(
        "ConcurrencyLine", "Q027", .info, "Concurrency: \(threads) threads (target='\(target)')")
      data = ["num_threads": .int(threads), "target_name": .string(target)]
    case .nodeStarted(let line):
      self.init("LogStartLine", "Q011", .info, ProgressText.started(line))
      data = Self.data(of: line)
    case .nodeFinished(let line, let result): self.init(line, result)
    case .suiteFinished(let line): self.init(line)
    case .message(let level, let text):
      guard !text.isEmpty else { return nil }
      self.init("Note", "Z050", level, text)
    case .problem(let diagnostic): self.init(diagnostic)
    case .finished(let record):
      self.init("StatsLine", "Z023", .info, RunSummaryText.totals(record))
      data = Self.data(of: record)
    }
  }

  private init(_ name: String, _ code: String, _ level: LogLevel, _ message: String) {
    self.name = name
    self.code = code
    self.level = level
    self.message = message
  }

  private init(_ line: NodeLine, _ result: NodeResult) {
    let (name, code) =
      switch line.resourceType {
      case "test": ("LogTestResult", "Q007")
      case "seed": ("LogSeedResult", "Q016")
      case "snapshot": ("LogSnapshotResult", "Q015")
      default: ("LogModelResult", "Q012")
      }
    self.init(
      name, code, result.status.isFailure ? .error : .info, ProgressText.finished(line, result))
    data = Self.data(of: line)
    data["status"] = .string(result.status.rawValue)
    data["execution_time"] = .double(result.seconds)
    data["message"] = .string(result.message)
    if let failures = result.failures { data["num_failures"] = .int(failures) }
  }

  private init(_ line: SuiteLine) {
    self.init(
      "LogSuiteResult", "X001", line.isBlocking ? .error : .info,
      "suite \(line.suite) on \(line.relation): \(line.successful) of \(line.evaluated) met")
    data = [
      "suite": .string(line.suite), "relation": .string(line.relation),
      "evaluated": .int(line.evaluated), "successful": .int(line.successful),
      "is_blocking": .bool(line.isBlocking), "execution_time": .double(line.seconds),
      "failures": .list(line.failures.map(PlainValue.string)),
    ]
  }

  private init(_ diagnostic: Diagnostic) {
    let level: LogLevel = diagnostic.severity == .error ? .error : .warn
    self.init(
      level == .error ? "RunResultError" : "Warning", level == .error ? "Z024" : "Z025", level,
      diagnostic.message)
    data = [
      "code": .string(diagnostic.code), "help": .list(diagnostic.help.map(PlainValue.string)),
    ]
    if let span = diagnostic.span {
      let start = span.start
      data["file"] = .string(span.file.path)
      data["line"] = .int(start.line)
      data["column"] = .int(start.column)
    }
  }

  func object(invocationID: String) -> PlainMap {
    [
      "data": .map(data),
      "info": [
        "category": "", "code": .string(code), "extra": [:],
        "invocation_id": .string(invocationID), "level": .string(level.rawValue),
        "msg": .string(message), "name": .string(name), "pid": .int(Int(getpid())),
        "thread": "MainThread", "ts": .string(Timestamp.now().iso8601),
      ],
    ]
  }

  private static func data(of line: NodeLine) -> PlainMap {
    [
      "index": .int(line.index), "total": .int(line.total),
      "description": .string(line.description),
      "node_info": [
        "unique_id": .string(line.uniqueID), "resource_type": .string(line.resourceType),
      ],
    ]
  }

  private static func data(of record: RunRecord) -> PlainMap {
    [
      "stats": [
        "pass": .int(record.count(of: .success, .pass)), "warn": .int(record.count(of: .warn)),
        "error": .int(record.count(of: .error, .fail)), "skip": .int(record.count(of: .skipped)),
        "total": .int(record.results.count),
      ],
      "elapsed": .double(record.seconds),
    ]
  }
}
