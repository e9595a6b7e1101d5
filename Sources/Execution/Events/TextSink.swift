import Diagnostics
import PlainData
import Synchronization

/// Progress as dbt prints it: one line an event, for CI logs and pipes.
package final class TextSink: EventSink {
  private let output: any LineOutput
  private let style: TextStyle
  private let writing = Mutex(())

  package init(to output: any LineOutput, style: TextStyle) {
    self.output = output
    self.style = style
  }

  package func emit(_ event: RunEvent) {
    let lines = style.lines(of: event)
    guard !lines.isEmpty else { return }
    writing.withLock { _ in output.write(lines.map { $0 + "\n" }.joined()) }
  }

  package func flush() { output.flush() }
}

/// How events become lines: level, colour and clock are decided here.
package struct TextStyle: Sendable {
  /// The least level that is shown.
  package var level: LogLevel
  package var usesColor: Bool
  /// Whether a START line is printed for each node.
  package var showsStarts: Bool

  package init(level: LogLevel, usesColor: Bool, showsStarts: Bool = true) {
    self.level = level
    self.usesColor = usesColor
    self.showsStarts = showsStarts
  }

  func lines(of event: RunEvent) -> [String] {
    switch event {
    case .entry(let entry): return lines(of: entry)
    case .problem(let diagnostic):
      let level: LogLevel = diagnostic.severity == .error ? .error : .warn
      let text = DiagnosticRenderer(usesColor: usesColor).render(diagnostic)
      return lines(of: LogEntry("Problem", "", level, text + "\n"))
    default: break
    }
    let clock = Timestamp.now().utcTime
    return plainLines(of: event).map { text in
      text.isEmpty ? clock : "\(clock)  \(text)"
    }
  }

  /// The clock stands before the first line only: what follows belongs to it.
  private func lines(of entry: LogEntry) -> [String] {
    if entry.isPrinted { return split(entry.message) }
    guard entry.level >= level else { return [] }
    let clock = Timestamp.now().utcTime
    guard !entry.message.isEmpty else { return [clock] }
    return split("\(clock)  \(entry.message)")
  }

  private func plainLines(of event: RunEvent) -> [String] {
    switch event {
    case .message(let level, let text): return level >= self.level ? split(text) : []
    case .nodeFinished(let line, let result):
      let isShown = level <= .info || result.status.isFailure
      return isShown ? [colored(ProgressText.finished(line, result), result.status)] : []
    case .suiteFinished(let line): return level <= .info || line.isBlocking ? suite(line) : []
    default: return level <= .info ? progress(event) : []
    }
  }

  private func progress(_ event: RunEvent) -> [String] {
    switch event {
    case .found(let counts):
      let parts = counts.map { $0.count.counted($0.kind) }
      return ["Found " + parts.joined(separator: ", ")]
    case .concurrency(let threads, let target):
      return ["", "Concurrency: \(threads) threads (target='\(target)')", ""]
    case .nodeStarted(let line):
      return showsStarts && line.hasWork ? [ProgressText.started(line)] : []
    case .modelProgress(let progress):
      return showsStarts && progress.isLandmark ? ["    \(progress.name): \(progress.text)"] : []
    default: return []
    }
  }

  private func suite(_ line: SuiteLine) -> [String] {
    let verdict = line.isBlocking ? "FAIL" : line.warnings > 0 ? "WARN" : "PASS"
    let text = ProgressText.padded("    suite \(line.suite) on \(line.relation) ", width: 80)
    let head =
      "\(text) [\(verdict) \(line.successful) of \(line.evaluated) in \(ProgressText.seconds(line.seconds))]"
    let status: NodeStatus = line.isBlocking ? .fail : line.warnings > 0 ? .warn : .pass
    return [colored(head, status)] + line.failures.map { "      - \($0)" }
  }

  private func split(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  func colored(_ text: String, _ status: NodeStatus) -> String {
    guard usesColor, let bracket = text.lastIndex(of: "[") else { return text }
    let code =
      switch status {
      case .success, .pass: "32"
      case .warn, .skipped, .noOp, .partialSuccess: "33"
      case .error, .fail: "31"
      }
    return "\(text[..<bracket])\u{1B}[\(code)m\(text[bracket...])\u{1B}[0m"
  }
}
