import SwiftModels
import Synchronization

/// Keeps what a model reports, passes on how far it is, and tells it when to stop.
final class RunMonitor: ModelMonitor {
  private struct State {
    var metrics: [String: Double] = [:]
    var facts: [String: String] = [:]
    var isCancelled = false
    var pace = ProgressPace(start: .now)
  }

  private let node: String
  private let sink: any EventSink
  private let state = Mutex(State())

  /// - Parameter node: its unique ID, as events name it.
  init(node: String, sink: any EventSink) {
    self.node = node
    self.sink = sink
  }

  var isCancelled: Bool { state.withLock(\.isCancelled) }
  var metrics: [String: Double] { state.withLock(\.metrics) }
  var facts: [String: String] { state.withLock(\.facts) }
  func cancel() { state.withLock { $0.isCancelled = true } }

  func progress(rows: Int, total: Int?, phase: String) {
    guard let isLandmark = state.withLock({ $0.pace.next(at: .now) }) else { return }
    sink.emit(
      .modelProgress(
        ModelProgress(
          uniqueID: node, phase: phase, rows: rows, total: total, isLandmark: isLandmark)))
  }

  func metric(_ name: String, _ value: Double) {
    state.withLock { $0.metrics[name] = value }
  }

  func fact(_ name: String, _ text: String) {
    state.withLock { $0.facts[name] = text }
  }
}

/// Which of a model's many reports are worth an event: one in half a second, and of these one in ten
/// seconds is a landmark.
struct ProgressPace {
  private var lastEvent: ContinuousClock.Instant
  private var lastLandmark: ContinuousClock.Instant

  init(start: ContinuousClock.Instant) {
    (lastEvent, lastLandmark) = (start, start)
  }

  /// Whether an event at `moment` is a landmark; nil when it is too early for one.
  mutating func next(at moment: ContinuousClock.Instant) -> Bool? {
    guard moment - lastEvent >= .milliseconds(500) else { return nil }
    lastEvent = moment
    guard moment - lastLandmark >= .seconds(10) else { return false }
    lastLandmark = moment
    return true
  }
}
