import PlainData
import Synchronization

/// Lines as dbt's log file has them, with level and thread.
///
///     05:00:00.123456 [info ] [MainThread]: Found 2 models
package final class DebugSink: EventSink {
  private let output: any LineOutput
  private let level: LogLevel
  private let identity: LogIdentity
  private let writing = Mutex(())

  package init(to output: any LineOutput, level: LogLevel, identity: LogIdentity) {
    self.output = output
    self.level = level
    self.identity = identity
  }

  package func emit(_ event: RunEvent) {
    let lines = event.entries.filter { $0.level >= level || $0.isPrinted }.map(line)
    guard !lines.isEmpty else { return }
    writing.withLock { _ in output.write(lines.joined()) }
  }

  private func line(_ entry: LogEntry) -> String {
    let clock = String(Timestamp.now().iso8601.dropFirst(11).dropLast())
    let level = entry.level.rawValue.padded(to: 5)
    let thread = (entry.thread ?? "MainThread").prefix(10).description.padded(to: 10)
    let line = "\(clock) [\(level)] [\(thread)]: \(entry.message)\n"
    guard entry.name == "MainReportVersion" else { return line }
    let rule = String(repeating: "=", count: 30)
    return "\n\n\(rule) \(clock) | \(identity.invocationID) \(rule)\n" + line
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
