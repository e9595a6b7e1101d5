package import Compilation
package import PlainData

/// One event of dbt's structured log: its name, code, level, text and fields.
package struct LogEntry: Sendable {
  /// dbt's name of the event: `LogModelResult`.
  package var name: String
  /// dbt's code of it: `Q012`.
  package var code: String
  package var level: LogLevel
  /// May have several lines.
  package var message: String
  /// The event's own fields; made when somebody asks, as most logs want the message only.
  package var data: PlainMap { fields() }
  /// Shown without a clock, and also when the tool is quiet: what the user asked for.
  package var isPrinted: Bool
  /// The worker that did it; nil: the main thread.
  package var thread: String?
  private let fields: @Sendable () -> PlainMap

  package init(
    _ name: String, _ code: String, _ level: LogLevel, _ message: String,
    data: @autoclosure @escaping @Sendable () -> PlainMap = PlainMap(), isPrinted: Bool = false,
    thread: String? = nil
  ) {
    self.name = name
    self.code = code
    self.level = level
    self.message = message
    fields = data
    self.isPrinted = isPrinted
    self.thread = thread
  }

  /// What a template's `print()` says, and the data that a command was asked for.
  package static func printed(_ text: String) -> LogEntry {
    LogEntry("PrintEvent", "Z052", .info, text, data: ["msg": .string(text)], isPrinted: true)
  }

  /// What a template says, as the event that dbt has for it.
  package init(_ message: TemplateMessage) {
    self =
      switch message {
      case .debug(let text):
        LogEntry("JinjaLogDebug", "I063", .debug, text, data: ["msg": .string(text)])
      case .info(let text):
        LogEntry("JinjaLogInfo", "I062", .info, text, data: ["msg": .string(text)])
      case .printed(let text): .printed(text)
      }
  }

  /// An empty line between parts of the output.
  package static let gap = LogEntry("Formatting", "Z017", .info, "")

  /// The entry as a line of dbt's JSON log.
  func object(invocationID: String, extra: PlainMap, processID: Int) -> PlainMap {
    var data = data
    if data["msg"] == nil, name == "Note" { data["msg"] = .string(message) }
    return [
      "data": .map(data),
      "info": [
        "category": "", "code": .string(code), "extra": .map(extra),
        "invocation_id": .string(invocationID), "level": .string(level.rawValue),
        "msg": .string(message), "name": .string(name), "pid": .int(processID),
        "thread": .string(thread ?? "MainThread"), "ts": .string(Timestamp.now().iso8601),
      ],
    ]
  }
}
