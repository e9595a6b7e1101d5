import PlainData

extension EntrySink {
  /// Lines as dbt's log file has them, with level and thread.
  ///
  ///     05:00:00.123456 [info ] [MainThread]: Found 2 models
  package static func debug(
    to output: any LineOutput, level: LogLevel, identity: LogIdentity
  ) -> EntrySink {
    EntrySink(to: output, level: level) { $0.debugLine(identity) }
  }
}

extension LogEntry {
  fileprivate func debugLine(_ identity: LogIdentity) -> String {
    let clock = Timestamp.now().utcTimeWithFraction
    let level = level.rawValue.padded(to: 5)
    let thread = (thread ?? "MainThread").prefix(10).description.padded(to: 10)
    let line = "\(clock) [\(level)] [\(thread)]: \(message)\n"
    guard name == "MainReportVersion" else { return line }
    let rule = String(repeating: "=", count: 30)
    return "\n\n\(rule) \(clock) | \(identity.invocationID) \(rule)\n" + line
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
