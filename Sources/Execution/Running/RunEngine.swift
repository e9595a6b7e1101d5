import Compilation
import Diagnostics
import Expectations
import Graph
import PlainData
package import Warehouse

/// Performs a plan: one worker a connection, each of which takes ready nodes until none is left.
///
/// What runs when is decided by `Schedule`, which the workers share on a `RunBoard`; what a node does, by
/// `NodeRunner`.
package struct RunEngine {
  private let plan: RunPlan
  private let runner: NodeRunner
  private let sink: any EventSink
  private let warehouse: any Warehouse
  /// Told of each result when its node has ended, on the thread of the connection that performed it.
  package var nodeEnded: @Sendable (NodeResult) -> Void = { _ in }

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
    let board = RunBoard(plan, graph, sink: sink)
    let count = max(1, min(plan.options.threads, plan.nodes.count))
    let workers = (1...count).map { number in
      Worker(name: "Thread-\(number)", connection: Connection(to: warehouse))
    }
    await withTaskGroup(of: Void.self) { group in
      for worker in workers {
        group.addTask { await worker.work(on: board, with: runner, nodeEnded) }
      }
    }
    // Closed sessions leave tidy files behind: SQLite folds its write-ahead log in.
    for worker in workers { await worker.connection.reset() }
    let results = board.results
    return RunRecord(
      invocationID: invocationID, command: plan.options.command, started: started,
      completed: Timestamp.now(), results: graph.topologicalOrder.compactMap { results[$0] },
      wasCancelled: Task.isCancelled)
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
}

/// A connection with the name of its thread.
private struct Worker: Sendable {
  let name: String
  let connection: Connection

  func work(
    on board: RunBoard, with runner: NodeRunner, _ nodeEnded: @Sendable (NodeResult) -> Void
  ) async {
    await connection.work { loan in
      var ended: RunBoard.Ended?
      while let (index, node) = board.next(after: ended) {
        let result = perform(node, with: runner, on: loan)
        nodeEnded(result)
        ended = RunBoard.Ended(node: index, result: result)
      }
    }
  }

  private func perform(_ node: Node, with runner: NodeRunner, on loan: SessionLoan) -> NodeResult {
    let started = Timestamp.now()
    do {
      let result = runner.perform(node, on: try loan.open(), thread: name)
      if result.lostConnection { loan.reset() }
      return result
    } catch {
      // The connection could not be opened, or the run was cancelled before the node began.
      return NodeResult.failed(node, error, started: started, thread: name)
    }
  }
}
