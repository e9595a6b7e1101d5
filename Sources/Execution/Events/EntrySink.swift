package import PlainData
import Synchronization

/// Writes each entry of the log that is important enough as a line, in the form that `line` gives it.
package final class EntrySink: EventSink {
  private let output: any LineOutput
  private let level: LogLevel
  private let line: @Sendable (LogEntry) -> String
  private let writing = Mutex(())

  /// - Parameter line: the entry with the line end.
  init(
    to output: any LineOutput, level: LogLevel, line: @escaping @Sendable (LogEntry) -> String
  ) {
    self.output = output
    self.level = level
    self.line = line
  }

  package func emit(_ event: RunEvent) {
    let lines = event.entries(from: level).map(line)
    guard !lines.isEmpty else { return }
    writing.withLock { _ in output.write(lines.joined()) }
  }

  package func flush() { output.flush() }
}

/// What every line of a log says about the invocation.
package struct LogIdentity: Sendable {
  package var invocationID: String
  /// Values of `DBT_ENV_CUSTOM_ENV_…`.
  package var extra: PlainMap

  package init(invocationID: String, extra: PlainMap = PlainMap()) {
    self.invocationID = invocationID
    self.extra = extra
  }
}

/// Where lines go: a descriptor, or a file that is renamed when it is full.
package protocol LineOutput: Sendable {
  func write(_ text: String)
  /// What was written is out when it returns. Default: it always is.
  func flush()
}

extension LineOutput {
  package func flush() {}
}

extension OutputStream: LineOutput {}
