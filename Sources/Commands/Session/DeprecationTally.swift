import Execution
import PlainData

/// How often each deprecation was met; the first of each kind is shown, or all.
struct DeprecationTally: Sendable {
  private let showsAll: Bool
  private var counts: [(event: WarningEvent, count: Int)] = []

  init(showsAll: Bool = false) { self.showsAll = showsAll }

  /// Whether the warning is to be shown; true for what is no deprecation.
  mutating func count(_ event: WarningEvent) -> Bool {
    guard event.isDeprecation else { return true }
    guard let index = counts.firstIndex(where: { $0.event == event }) else {
      counts.append((event, 1))
      return true
    }
    counts[index].count += 1
    return showsAll
  }

  /// nil where nothing was counted.
  ///
  ///     deprecations met:
  ///     - ModelParamUsageDeprecation: 1 occurrence
  var summary: LogEntry? {
    if counts.isEmpty { return nil }
    let lines = counts.map {
      "- \($0.event.name): \($0.count) occurrence\($0.count == 1 ? "" : "s")"
    }
    let hint = showsAll ? [] : ["--show-all-deprecations shows every place"]
    let summaries = counts.map { event, count -> PlainValue in
      [
        "event_name": .string(event.name), "event_code": .string(event.code),
        "occurrences": .int(count),
      ]
    }
    return LogEntry(
      "DeprecationsSummary", "D028", .warn,
      (["deprecations met:"] + lines + hint).joined(separator: "\n"),
      data: ["summaries": .list(summaries), "show_all_hint": .bool(!showsAll)])
  }
}
