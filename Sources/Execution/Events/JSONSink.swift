@preconcurrency import Glibc
package import PlainData
import Synchronization

/// One JSON object a line, with dbt's event names and fields, for log collectors.
package final class JSONSink: EventSink {
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
    for entry in event.entries where entry.level >= level || entry.isPrinted {
      let object = entry.object(
        invocationID: identity.invocationID, extra: identity.extra, processID: Int(getpid()))
      let text = JSON.text(.map(object)) + "\n"
      writing.withLock { _ in output.write(text) }
    }
  }
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
}

extension OutputStream: LineOutput {}
