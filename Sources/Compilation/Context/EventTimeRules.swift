package import PlainData

/// Which rows of an input a model sees, where the input knows its `event_time`: those of the model's
/// batch, or those of `--sample`.
enum EventTimeRules {
  static func range(of input: Node, for facts: NodeFacts, in invocation: Invocation)
    -> EventTimeRange?
  {
    guard let column = input.config.string("event_time"),
      facts.type == .model || facts.type == .snapshot
    else { return nil }
    if let batch = facts.model["batch"]?.map {
      return EventTimeRange(
        column: column, start: batch["event_time_start"]?.string,
        end: batch["event_time_end"]?.string)
    }
    guard let sample = invocation.flags["SAMPLE"]?.string else { return nil }
    return SampleWindow(sample, now: invocation.started).map {
      EventTimeRange(column: column, start: $0.start, end: $0.end)
    }
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

/// `--sample`: `3 days`, or `{start: 2024-01-01T00:00, end: 2024-01-08T00:00}`.
package struct SampleWindow: Hashable, Sendable {
  package let start: String
  package let end: String

  /// nil when the text is neither.
  package init?(_ text: String, now: Timestamp) {
    if text.contains("{") {
      var map: [String: String] = [:]
      for part in text.split(whereSeparator: { "{},".contains($0) }) {
        let sides = part.split(separator: ":", maxSplits: 1).map { side in
          String(side.filter { !"'\"".contains($0) }).trimmingSpaces
        }
        if sides.count == 2 { map[sides[0]] = sides[1] }
      }
      // YAML reads `2024-01-01` as a date, and dbt takes no date for a moment.
      guard let start = map["start"], let end = map["end"], start.count > 10, end.count > 10 else {
        return nil
      }
      self.start = start
      self.end = end
      return
    }
    let words = text.split(separator: " ")
    guard words.count == 2, let count = Int(words[0]),
      let size = BatchSize(word: String(words[1]))
    else { return nil }
    start = BatchSize.text(size.shifted(now.microseconds, by: -count))
    end = BatchSize.text(now.microseconds)
  }
}
