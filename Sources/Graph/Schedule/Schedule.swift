/// Which nodes of a graph may run now: a state machine without clocks, threads or effects.
///
///     var schedule = Schedule(graph, nodes: selected, concurrency: 4)
///     for node in schedule.next() { start(node) }
///     let skipped = schedule.finish(node, as: .failed)
package struct Schedule: Sendable {
  /// How a node ended.
  package enum Outcome: Hashable, Sendable {
    case success
    /// What depends on it is skipped.
    case failed
    /// It was not run after all; what depends on it is skipped as well.
    case skipped
  }

  private enum State: Hashable, Sendable { case waiting, ready, running, ended }

  private let graph: DependencyGraph
  private let concurrency: Int
  private let stopsAtFirstFailure: Bool
  private let ranking: Ranking
  /// The planned nodes, parents first.
  private let order: [Int]
  private var states: [State]
  private var openParents: [Int]
  private var ready = MinimumHeap<Int>()
  private var openCount: Int

  /// Nodes that were handed out by `next()` and have not finished; ascending.
  package private(set) var running = NodeSet()
  /// Why nothing is started any more, after a failure with fail-fast or a cancellation.
  package private(set) var stop: Skip.Reason?

  /// Plans the run of `nodes`; a path through other nodes of `graph` still sets the order.
  ///
  /// Ready nodes are handed out by falling `priorities` (one per node; default: the length of the
  /// longest path that starts at the node), then by name. `concurrency` is at least 1.
  package init(
    _ graph: DependencyGraph, nodes: NodeSet, concurrency: Int, priorities: [Double]? = nil,
    stopsAtFirstFailure: Bool = false
  ) {
    let graph = graph.contracted(to: nodes)
    self.graph = graph
    self.concurrency = max(1, concurrency)
    self.stopsAtFirstFailure = stopsAtFirstFailure
    ranking = Ranking(graph.names, priorities ?? graph.criticalPaths())
    order = graph.topologicalOrder.filter(nodes.contains)
    states = (0..<graph.count).map { nodes.contains($0) ? .waiting : .ended }
    openParents = (0..<graph.count).map { graph.parents(of: $0).count }
    openCount = order.count
    for node in order where openParents[node] == 0 { makeReady(node) }
  }

  /// Whether every node has run or been skipped.
  package var isFinished: Bool { openCount == 0 }

  /// Hands out as many ready nodes as may start now and counts them as running.
  package mutating func next() -> [Int] {
    var started: [Int] = []
    while running.count < concurrency, let rank = ready.removeMinimum() {
      let node = ranking.nodes[rank]
      guard states[node] == .ready else { continue }
      states[node] = .running
      running.insert(node)
      started.append(node)
    }
    return started
  }

  /// Takes note that a running `node` ended; returns what will not run because of it, parents first.
  package mutating func finish(_ node: Int, as outcome: Outcome) -> [Skip] {
    precondition(states[node] == .running, "only a node that runs can finish")
    running.remove(node)
    end(node)
    if outcome == .success {
      release(childrenOf: node)
      return []
    }
    let behind = graph.descendants(of: [node])
    var skipped = skip(where: behind.contains, reason: .ancestor(node))
    if outcome == .failed, stopsAtFirstFailure, stop == nil {
      stop = .failFast(node)
      skipped += skip(where: { _ in true }, reason: .failFast(node))
    }
    return skipped
  }

  /// Starts nothing more; returns every node that has not been started, parents first.
  ///
  /// Nodes that run stay running until they are finished.
  package mutating func cancel() -> [Skip] {
    stop = stop ?? .cancelled
    return skip(where: { _ in true }, reason: .cancelled)
  }

  private mutating func makeReady(_ node: Int) {
    states[node] = .ready
    ready.insert(ranking.ranks[node])
  }

  private mutating func release(childrenOf node: Int) {
    for child in graph.children(of: node) {
      openParents[child] -= 1
      if openParents[child] == 0, states[child] == .waiting { makeReady(child) }
    }
  }

  private mutating func end(_ node: Int) {
    states[node] = .ended
    openCount -= 1
  }

  private mutating func skip(where applies: (Int) -> Bool, reason: Skip.Reason) -> [Skip] {
    var skipped: [Skip] = []
    for node in order where applies(node) && (states[node] == .waiting || states[node] == .ready) {
      end(node)
      skipped.append(Skip(node: node, reason: reason))
    }
    return skipped
  }
}

/// The order in which ready nodes are handed out: the highest priority first, then by name.
private struct Ranking: Sendable {
  /// The place of each node; 0 goes first.
  let ranks: [Int]
  /// The node at each place.
  let nodes: [Int]

  init(_ names: [String], _ priorities: [Double]) {
    let nodes = names.indices.sorted {
      (-priorities[$0], names[$0]) < (-priorities[$1], names[$1])
    }
    var ranks = [Int](repeating: 0, count: nodes.count)
    for (rank, node) in nodes.enumerated() { ranks[node] = rank }
    self.nodes = nodes
    self.ranks = ranks
  }
}
