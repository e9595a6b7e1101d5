/// The last lines of a run.
package enum RunSummaryText {
  /// `Finished running 2 table models, 3 data tests in 0 hours 0 minutes and 0.35 seconds (0.35s).`
  package static func finished(_ record: RunRecord, kinds: [String: String]) -> String {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for result in record.results {
      // on-run-start and on-run-end are no nodes of the manifest.
      let kind = kinds[result.uniqueID] ?? "project hook"
      if counts[kind] == nil { order.append(kind) }
      counts[kind, default: 0] += 1
    }
    let parts = order.sorted().map { (counts[$0] ?? 0).counted($0) }
    let total = record.seconds
    let minutes = Int(total) / 60
    let rest = total - Double(minutes * 60)
    let clock =
      "\(minutes / 60) hours \(minutes % 60) minutes and \(ProgressText.seconds(rest).dropLast()) seconds"
    return
      "Finished running \(parts.joined(separator: ", ")) in \(clock) (\(ProgressText.seconds(total)))."
  }

  package static func verdict(_ record: RunRecord) -> String {
    let errors = record.count(of: .error, .fail)
    let warnings = record.count(of: .warn)
    let partial = record.results.count { $0.status.rawValue == "partial success" }
    if record.wasCancelled { return "Interrupted; what was under way has been rolled back" }
    if errors > 0 {
      return
        "Completed with \(errors.counted("error")), \(partial) partial \(partial == 1 ? "success" : "successes"), and \(warnings.counted("warning")):"
    }
    if partial > 0 {
      let successes = "\(partial) partial \(partial == 1 ? "success" : "successes")"
      return "Completed with \(successes) and \(warnings.counted("warning"))"
    }
    return warnings > 0
      ? "Completed with \(warnings.counted("warning")):" : "Completed successfully"
  }

  /// `Done. PASS=5 WARN=0 ERROR=0 SKIP=0 NO-OP=0 REUSED=0 TOTAL=5`
  package static func totals(_ record: RunRecord) -> String {
    let pass = record.count(of: .success, .pass)
    let figures = [
      "PASS=\(pass)", "WARN=\(record.count(of: .warn))",
      "ERROR=\(record.count(of: .error, .fail, .partialSuccess))",
      "SKIP=\(record.count(of: .skipped))",
      "NO-OP=\(record.count(of: .noOp))", "REUSED=0", "TOTAL=\(record.results.count)",
    ]
    return "Done. " + figures.joined(separator: " ")
  }
}
