import Diagnostics
import Execution
import Synchronization

/// Where a command prints: progress and problems to one stream, data to standard output.
final class Console: EventSink {
  private let sink: any EventSink
  private let data: OutputStream
  private let secrets = Mutex<[String]>([])
  let usesColor: Bool

  init(sink: any EventSink, data: OutputStream = .standardOutput, usesColor: Bool) {
    self.sink = sink
    self.data = data
    self.usesColor = usesColor
  }

  func emit(_ event: RunEvent) { sink.emit(scrubbed(event)) }

  /// Prints what the command was asked for.
  func printData(_ text: String) { data.writeLine(scrubbed(text)) }

  /// From now on these values appear nowhere.
  func hide(_ values: [String]) {
    secrets.withLock { $0 += values.filter { !$0.isEmpty } }
  }

  private func scrubbed(_ event: RunEvent) -> RunEvent {
    switch event {
    case .message(let level, let text): .message(level, scrubbed(text))
    case .problem(var diagnostic):
      {
        diagnostic.message = scrubbed(diagnostic.message)
        return .problem(diagnostic)
      }()
    default: event
    }
  }

  private func scrubbed(_ text: String) -> String {
    secrets.withLock { secrets in
      secrets.reduce(text) { $0.split(separator: $1).joined(separator: "*****") }
    }
  }
}
