import Diagnostics
import Execution
import Synchronization

/// Where a command talks: to the terminal and to dbt.log; data go to standard output.
final class Console: EventSink {
  private let sinks: [any EventSink]
  /// Takes what the command was asked for; nil: the sinks do, as events.
  private let data: OutputStream?
  private let log: (any EventSink)?
  private let warnings: WarningPolicy
  private let secrets = Mutex<[String]>([])
  /// Warnings that count as errors, until somebody throws them.
  private let escalated = Mutex<[Diagnostic]>([])
  private let deprecations: Mutex<DeprecationTally>
  let usesColor: Bool
  let isQuiet: Bool

  /// - Parameter log: dbt.log; data are written to it, too.
  init(
    sink: (any EventSink)?, log: (any EventSink)? = nil, data: OutputStream? = .standardOutput,
    usesColor: Bool, isQuiet: Bool = false, warnings: WarningPolicy = WarningPolicy(),
    showsAllDeprecations: Bool = false
  ) {
    sinks = [sink, log].compactMap(\.self)
    self.log = log
    self.data = data
    self.usesColor = usesColor
    self.isQuiet = isQuiet
    self.warnings = warnings
    deprecations = Mutex(DeprecationTally(showsAll: showsAllDeprecations))
  }

  func emit(_ event: RunEvent) {
    if case .problem(let diagnostic) = event, diagnostic.severity == .warning {
      let treatment = warnings.treatment(of: diagnostic)
      if treatment == .silence { return }
      guard deprecations.withLock({ $0.count(WarningEvent(of: diagnostic)) }) else { return }
      if treatment == .error {
        var problem = diagnostic
        problem.severity = .error
        escalated.withLock { $0.append(problem) }
        return
      }
    }
    let event = scrubbed(event)
    for sink in sinks { sink.emit(event) }
  }

  func emit(_ entry: LogEntry) { emit(.entry(entry)) }

  func flush() { for sink in sinks { sink.flush() } }

  /// Says how often each deprecation was met; nothing where there was none.
  func summarizeDeprecations() {
    guard let entry = deprecations.withLock({ $0.summary }),
      warnings.treatment(ofEvent: entry.name, isDeprecation: true) != .silence
    else { return }
    emit(entry)
  }

  /// Throws: `Diagnostics`, the warnings so far that count as errors.
  func throwEscalated() throws(Diagnostics) {
    let problems = escalated.withLock { problems in
      defer { problems = [] }
      return problems
    }
    try Diagnostics(problems).throwIfErrors()
  }

  func treatsAsError(_ warning: Diagnostic) -> Bool { warnings.treatment(of: warning) == .error }

  /// What is old about the options that say what warnings are.
  var oldOptions: [Diagnostic] { warnings.deprecations }

  /// Whether a warning of this name makes a test fail.
  func isError(event name: String) -> Bool { warnings.treatment(ofEvent: name) == .error }

  /// Prints what the command was asked for.
  func printData(_ text: String, as entry: LogEntry? = nil) {
    let entry = entry ?? .printed(text)
    guard let data else { return emit(entry) }
    data.writeLine(scrubbed(text))
    log?.emit(scrubbed(.entry(entry)))
  }

  /// Lines for the program that reads what a job prints, without a clock before them.
  func printCommands(_ text: String) {
    (data ?? OutputStream.standardOutput).writeLine(scrubbed(text))
  }

  /// From now on these values appear nowhere.
  func hide(_ values: [String]) {
    secrets.withLock { $0 += values.filter { !$0.isEmpty } }
  }

  private func scrubbed(_ event: RunEvent) -> RunEvent {
    switch event {
    case .message(let level, let text): return .message(level, scrubbed(text))
    case .problem(var diagnostic):
      diagnostic.message = scrubbed(diagnostic.message)
      return .problem(diagnostic)
    case .entry(var entry):
      entry.message = scrubbed(entry.message)
      return .entry(entry)
    default: return event
    }
  }

  private func scrubbed(_ text: String) -> String {
    secrets.withLock { secrets in
      secrets.reduce(text) {
        $0.split(separator: $1, omittingEmptySubsequences: false).joined(separator: "*****")
      }
    }
  }
}
