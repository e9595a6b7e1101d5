/// What a running model may touch: its inputs, its output, and whoever watches it.
public struct ModelContext {
  /// As many as the request's inputs, in the same order.
  public let inputs: [any InputTable]
  public let output: any OutputTable
  /// Threads that the model may keep busy, the calling one included; at least 1.
  public let threads: Int
  /// Trained models of earlier runs, and of this one.
  public let artifacts: any ArtifactStore
  /// When the run began; microseconds since 1970, UTC.
  public let startedAt: Int64
  /// Of this program's version and the model's own file; empty when nobody has told.
  public let codeHash: String
  private let monitor: any ModelMonitor

  /// - Parameter artifacts: nil means none, and those of this run are forgotten.
  public init(
    inputs: [any InputTable], output: any OutputTable, threads: Int, monitor: any ModelMonitor,
    artifacts: (any ArtifactStore)? = nil, startedAt: Int64 = 0, codeHash: String = ""
  ) {
    self.codeHash = codeHash
    self.artifacts = artifacts ?? MemoryArtifacts()
    self.startedAt = startedAt
    self.inputs = inputs
    self.output = output
    self.threads = max(1, threads)
    self.monitor = monitor
  }

  /// Throws: `CancellationError` once the run was cancelled. Models call it between batches.
  public func checkCancellation() throws {
    if monitor.isCancelled { throw CancellationError() }
  }

  /// Tells how far the model is. `total` is nil while it is unknown.
  public func report(progress rows: Int, of total: Int? = nil, _ phase: String) {
    monitor.progress(rows: rows, total: total, phase: phase)
  }

  /// Publishes a number that suites can test and reports show: `rows_scored`, `mase`.
  public func report(metric name: String, _ value: Double) {
    monitor.metric(name, value)
  }

  /// States a fact about what was trained, kept with the run: `data_hash`, `model_version`.
  public func report(fact name: String, _ text: String) {
    monitor.fact(name, text)
  }
}

/// Watches a running model; implemented by execution, called from any thread.
public protocol ModelMonitor: Sendable {
  var isCancelled: Bool { get }
  func progress(rows: Int, total: Int?, phase: String)
  /// A second value for the same name replaces the first.
  func metric(_ name: String, _ value: Double)
  /// Default: nothing. A second text for the same name replaces the first.
  func fact(_ name: String, _ text: String)
}

extension ModelMonitor {
  public func fact(_ name: String, _ text: String) {}
}
