import Compilation
package import PlainData
import Warehouse

/// A range of event times that a microbatch model makes at once; microseconds since 1970, UTC.
package struct Batch: Hashable, Sendable {
  package var start: Int64
  package var end: Int64

  package init(start: Int64, end: Int64) {
    self.start = start
    self.end = end
  }

  /// As run_results.json has it.
  package var plain: PlainValue {
    .list(
      [start, end].map { moment in
        .string(String(BatchSize.text(moment).map { $0 == " " ? "T" : $0 }))
      })
  }
}

/// The progress lines of one batch: `Batch 1 of 5 START batch 2026-11-18 of sql microbatch model …`.
struct BatchLine {
  /// From 1.
  let index: Int
  let count: Int
  /// Which batch of what: `batch 2026-11-18 of marts.readings`.
  let description: String

  var started: String {
    ProgressText.padded("\(place) START \(description) ", width: 86) + " [RUN]"
  }

  func finished(_ verb: String, _ outcome: String, seconds: Double) -> String {
    ProgressText.padded("\(place) \(verb) \(description) ", width: 86)
      + " [\(outcome) in \(ProgressText.seconds(seconds))]"
  }

  private var place: String { "Batch \(index) of \(count)" }
}

/// Which batches of a model were made.
package struct BatchResults: Hashable, Sendable {
  package var successful: [Batch] = []
  package var failed: [Batch] = []

  package init() {}

  package var plain: PlainValue {
    ["successful": .list(successful.map(\.plain)), "failed": .list(failed.map(\.plain))]
  }
}

/// Decides which batches a run makes.
struct BatchPlan {
  let size: BatchSize
  /// `begin` of the model.
  let begin: Int64?
  let lookback: Int
  /// `--event-time-start` and `-end`.
  let wantedStart: Int64?
  let wantedEnd: Int64?
  let now: Int64

  /// In order; nil when a first run has no `begin`.
  ///
  /// - Parameter isIncremental: whether the table is there and is added to.
  func batches(isIncremental: Bool) -> [Batch]? {
    let end = size.ceiling(wantedEnd ?? now)
    guard let first = start(isIncremental: isIncremental, end: end) else { return nil }
    var batches: [Batch] = []
    var moment = first
    while moment < end {
      let next = size.offset(moment, by: 1)
      batches.append(Batch(start: moment, end: next))
      moment = next
    }
    if !batches.isEmpty { batches[batches.count - 1].end = end }
    return batches
  }

  private func start(isIncremental: Bool, end: Int64) -> Int64? {
    if let wantedStart { return size.truncated(wantedStart) }
    guard isIncremental else { return begin.map(size.truncated) }
    // A checkpoint on the line between two batches ends the last of them.
    let more = size.truncated(end) == end ? 1 : 0
    return size.offset(end, by: -(lookback + more))
  }
}
