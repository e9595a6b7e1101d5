/// The last lines of a run.
package enum RunSummaryText {
  /// `Finished running 2 table models, 3 data tests in 0 hours 0 minutes and 0.35 seconds (0.35s).`
  package static func finished(_ record: RunRecord, kinds: [String: String]) -> String {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for result in record.results {
      let kind = kinds[result.uniqueID] ?? "node"
      if counts[kind] == nil { order.append(kind) }
      counts[kind, default: 0] += 1
    }
    let parts = order.map { "\(counts[$0] ?? 0) \(plural($0, counts[$0] ?? 0))" }
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
    if record.wasCancelled { return "Interrupted; what was under way has been rolled back" }
    if errors == 0 && warnings == 0 { return "Completed successfully" }
    return
      "Completed with \(errors) \(plural("error", errors)) and \(warnings) \(plural("warning", warnings)):"
  }

  /// `Done. PASS=5 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=5`
  package static func totals(_ record: RunRecord) -> String {
    let pass = record.count(of: .success, .pass)
    let figures = [
      "PASS=\(pass)", "WARN=\(record.count(of: .warn))",
      "ERROR=\(record.count(of: .error, .fail))", "SKIP=\(record.count(of: .skipped))",
      "NO-OP=\(record.count(of: .noOp))", "TOTAL=\(record.results.count)",
    ]
    return "Done. " + figures.joined(separator: " ")
  }

  private static func plural(_ noun: String, _ count: Int) -> String {
    count == 1 ? noun : noun + "s"
  }
}
