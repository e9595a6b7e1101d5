import Compilation
import Expectations
import Graph
import PlainData
import Synchronization
import Warehouse

/// What is left of a plan and what has become of it: the workers of a run take nodes from here.
///
/// A worker that ends a node goes on with the next one in the same call, on its own thread; others are
/// woken only when there is more to do than it can take.
final class RunBoard: Sendable {
  /// What a worker brings back.
  struct Ended {
    let node: Int
    let result: NodeResult
  }

  private struct State {
    var schedule: Schedule
    var lines: NodeLines
    var results: [Int: NodeResult] = [:]
    /// Nodes that were announced and that nobody has taken yet.
    var announced: [Int] = []
    var waiting: [Semaphore] = []
    var isCancelled = false
  }

  private let plan: RunPlan
  private let sink: any EventSink
  private let state: Mutex<State>

  init(_ plan: RunPlan, _ graph: DependencyGraph, sink: any EventSink) {
    self.plan = plan
    self.sink = sink
    state = Mutex(
      State(
        schedule: Schedule(
          graph, nodes: plan.nodes, concurrency: plan.options.threads,
          stopsAtFirstFailure: plan.options.stopsAtFirstFailure), lines: NodeLines(plan)))
  }

  /// By the node's index in the graph.
  var results: [Int: NodeResult] { state.withLock(\.results) }

  /// Takes note of what the calling worker has done, and waits for something to do; nil when there will
  /// be nothing more.
  func next(after ended: Ended?) -> (Int, Node)? {
    var ended = ended
    let semaphore = Semaphore()
    while true {
      let (taken, isOver): (Int?, Bool) = state.withLock { state in
        if let ended { finish(ended, &state) }
        if Task.isCancelled { cancel(&state) }
        announceReady(&state)
        let taken = state.announced.isEmpty ? nil : state.announced.removeFirst()
        let isOver = state.schedule.isFinished
        wake(isOver ? state.waiting.count : state.announced.count, &state)
        if taken == nil, !isOver { state.waiting.append(semaphore) }
        return (taken, isOver)
      }
      ended = nil
      if let taken, let node = plan.graph.node(taken) { return (taken, node) }
      if isOver { return nil }
      semaphore.wait()
    }
  }

  private func finish(_ ended: Ended, _ state: inout State) {
    state.results[ended.node] = ended.result
    sink.emit(.nodeFinished(state.lines.line(of: ended.node), ended.result))
    record(state.schedule.finish(ended.node, as: ended.result.outcome), &state)
  }

  private func cancel(_ state: inout State) {
    guard !state.isCancelled else { return }
    state.isCancelled = true
    record(state.schedule.cancel(), &state)
  }

  private func announceReady(_ state: inout State) {
    for index in state.schedule.next() {
      sink.emit(.nodeStarted(state.lines.line(of: index)))
      state.announced.append(index)
    }
  }

  private func wake(_ count: Int, _ state: inout State) {
    for _ in 0..<min(count, state.waiting.count) { state.waiting.removeLast().post() }
  }

  private func record(_ skips: [Skip], _ state: inout State) {
    for skip in skips {
      guard let node = plan.graph.node(skip.node) else { continue }
      let reason = wording(of: skip.reason, state.results)
      var result = NodeResult.skipped(node, because: reason, at: Timestamp.now())
      if case .failFast = skip.reason { result.answer = "Skipping due to fail_fast" }
      state.results[skip.node] = result
      sink.emit(.nodeFinished(state.lines.line(of: skip.node), result))
    }
  }

  private func wording(of reason: Skip.Reason, _ results: [Int: NodeResult]) -> String {
    switch reason {
    case .ancestor(let index):
      let name = plan.graph.node(index)?.name ?? "a parent"
      guard let result = results[index] else { return "`\(name)` did not run" }
      if case .blocks(let why)? = result.blockingVerdict { return "`\(name)` is blocked: \(why)" }
      return "`\(name)` \(result.status == .skipped ? "was skipped" : "failed")"
    case .failFast(let index):
      return "stopped at the first failure, `\(plan.graph.node(index)?.name ?? "a node")`"
    case .cancelled: return "the run was interrupted"
    }
  }
}
