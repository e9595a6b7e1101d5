import Compilation
import Diagnostics
import Expectations
import Graph
import PlainData
package import Warehouse

/// Performs a plan: hands ready nodes to free connections until nothing is left.
///
/// What runs when is decided by `Schedule`; what a node does, by `NodeRunner`. This is the shell
/// between them.
package struct RunEngine {
  private let plan: RunPlan
  private let runner: NodeRunner
  private let sink: any EventSink
  private let warehouse: any Warehouse

  package init(_ plan: RunPlan, runner: NodeRunner, warehouse: any Warehouse, sink: any EventSink) {
    self.plan = plan
    self.runner = runner
    self.warehouse = warehouse
    self.sink = sink
  }

  /// Cancelling the task interrupts what runs, rolls it back and skips the rest.
  package func run(invocationID: String) async -> RunRecord {
    let started = Timestamp.now()
    let graph = plan.executionGraph
    var schedule = Schedule(
      graph, nodes: plan.nodes, concurrency: plan.options.threads,
      stopsAtFirstFailure: plan.options.stopsAtFirstFailure)
    var lines = NodeLines(plan)
    var results: [Int: NodeResult] = [:]
    var free = (1...max(1, plan.options.threads)).map { number in
      Worker(name: "Thread-\(number)", connection: Connection(to: warehouse))
    }
    await withTaskGroup(of: Finished.self) { group in
      var isCancelled = false
      while true {
        if !isCancelled { start(&schedule, &free, &lines, in: &group) }
        guard let done = await group.next() else { break }
        free.append(done.worker)
        results[done.node] = done.result
        sink.emit(.nodeFinished(lines.line(of: done.node), done.result))
        let skips = schedule.finish(done.node, as: done.result.outcome)
        record(skips, into: &results, &lines)
        if Task.isCancelled, !isCancelled {
          isCancelled = true
          record(schedule.cancel(), into: &results, &lines)
        }
      }
    }
    // Closed sessions leave tidy files behind: SQLite folds its write-ahead log in.
    for worker in free { await worker.connection.reset() }
    let ordered = graph.topologicalOrder.compactMap { results[$0] }
    return RunRecord(
      invocationID: invocationID, command: plan.options.command, started: started,
      completed: Timestamp.now(), results: ordered, wasCancelled: Task.isCancelled)
  }

  /// What becomes of the plan when nothing of it may run.
  package func skipAll(because reason: String, invocationID: String) -> RunRecord {
    let started = Timestamp.now()
    var lines = NodeLines(plan)
    let order = plan.executionGraph.topologicalOrder.filter(plan.nodes.contains)
    let results = order.compactMap { index -> NodeResult? in
      guard let node = plan.graph.node(index) else { return nil }
      let result = NodeResult.skipped(node, because: reason, at: .now())
      sink.emit(.nodeFinished(lines.line(of: index), result))
      return result
    }
    return RunRecord(
      invocationID: invocationID, command: plan.options.command, started: started,
      completed: .now(), results: results)
  }

  private func start(
    _ schedule: inout Schedule, _ free: inout [Worker], _ lines: inout NodeLines,
    in group: inout TaskGroup<Finished>
  ) {
    for index in schedule.next() {
      guard let node = plan.graph.node(index), let worker = free.popLast() else { continue }
      let line = lines.line(of: index)
      let runner = runner
      sink.emit(.nodeStarted(line))
      group.addTask {
        let result = await worker.perform(node, with: runner)
        return Finished(node: index, worker: worker, result: result)
      }
    }
  }

  private func record(
    _ skips: [Skip], into results: inout [Int: NodeResult], _ lines: inout NodeLines
  ) {
    for skip in skips {
      guard let node = plan.graph.node(skip.node) else { continue }
      let result = NodeResult.skipped(
        node, because: wording(of: skip.reason, results), at: Timestamp.now())
      results[skip.node] = result
      sink.emit(.nodeFinished(lines.line(of: skip.node), result))
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

/// A connection with the name of its thread.
struct Worker: Sendable {
  let name: String
  let connection: Connection

  func perform(_ node: Node, with runner: NodeRunner) async -> NodeResult {
    let started = Timestamp.now()
    let name = name
    do {
      let result = try await connection.run { session in
        runner.perform(node, on: session, thread: name)
      }
      if result.lostConnection { await connection.reset() }
      return result
    } catch {
      // The connection could not be opened, or the run was cancelled before the node began.
      return NodeResult.failed(node, error, started: started, thread: name)
    }
  }
}

private struct Finished: Sendable {
  let node: Int
  let worker: Worker
  let result: NodeResult
}
