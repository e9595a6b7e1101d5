import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading
import Warehouse

/// Renders nodes on a connection of their own, for commands that do not run them.
struct SessionCompilation {
  private let session: ProjectSession

  init(_ session: ProjectSession) {
    self.session = session
  }

  /// Nodes with their compiled SQL, as far as they have any, in the order given; with a result for
  /// run_results.json. Throws: `Diagnostics`, every node's problem.
  ///
  /// Many nodes are rendered on several connections, no more than the profile's threads.
  func compile(_ nodes: [Node]) async throws -> [CompiledNode] {
    let shares = Share.all(of: nodes, workers: session.project.profile.threads)
    let relations = RelationCache()
    let found = try await withThrowingTaskGroup(of: [Attempt].self) { group in
      for share in shares {
        group.addTask { try await withCompiler(relations) { try share.attempts(with: $0) } }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    var compiled: [CompiledNode] = []
    var problems = Diagnostics()
    for attempt in found.sorted(by: { $0.index < $1.index }) {
      problems.append(attempt.problems)
      if let one = attempt.compiled { compiled.append(one) }
    }
    try problems.throwIfErrors()
    return compiled
  }

  /// A node for SQL with Jinja in it, as `--inline` takes it.
  ///
  /// Throws: what is wrong with it, under dbt's heading for it.
  func inlineNode(_ text: String) throws -> Node {
    do {
      return try session.manifest.inlineNode(SourceFile(path: "--inline", text: text))
    } catch {
      session.console.emit(.debug(inline: error))
      throw HeadedError("Error parsing inline query", error)
    }
  }

  /// With `--no-introspect` nothing is connected and templates may ask nothing.
  private func withCompiler<Result: Sendable>(
    _ relations: RelationCache, _ body: @escaping @Sendable (NodeCompiler) throws -> Result
  ) async throws -> Result {
    let manifest = session.manifest
    let console = session.console
    guard session.input.arguments.flag("introspect") ?? true else {
      let nobody = WarehouseAccess(
        session: SilentSession(dialect: manifest.scope.dialect), relations: relations
      ) { console.emit(LogEntry($0)) }
      return try body(NodeCompiler(manifest, access: nobody))
    }
    do {
      let connection = Connection(to: session.warehouse)
      let result = try await connection.run { session in
        let access = WarehouseAccess(session: session, relations: relations) {
          console.emit(LogEntry($0))
        }
        return try body(NodeCompiler(manifest, access: access))
      }
      await connection.reset()
      return result
    } catch let error as DatabaseError {
      throw HeadedError(
        "Database Error",
        error.diagnostic(in: nil, at: session.project.profile.settings.span))
    }
  }
}

/// The nodes that one connection renders.
private struct Share: Sendable {
  /// With their places among all.
  let nodes: [(index: Int, node: Node)]
  /// dbt's name for the thread.
  let thread: String

  /// Runs of neighbours go round the workers, since neighbours take about the same time.
  static func all(of nodes: [Node], workers: Int) -> [Share] {
    let run = 64
    let workers = max(1, min(workers, (nodes.count + run - 1) / run))
    return (0..<workers).map { worker in
      let own = nodes.indices.filter { $0 / run % workers == worker }
      return Share(nodes: own.map { ($0, nodes[$0]) }, thread: "Thread-\(worker + 1)")
    }
  }

  /// Throws: what is no node's own problem: the warehouse's.
  func attempts(with compiler: NodeCompiler) throws -> [Attempt] {
    try nodes.map { index, node in
      let started = Timestamp.now()
      var attempt = Attempt(index: index)
      if let sql = try attempt.problems.collect({ try compiler.compile(node) }) {
        attempt.compiled = CompiledNode(
          node: node, sql: sql, started: started, completed: .now(), thread: thread)
      }
      return attempt
    }
  }
}

/// What came of rendering one node.
private struct Attempt: Sendable {
  let index: Int
  var compiled: CompiledNode?
  var problems = Diagnostics()
}

/// A node whose SQL has been rendered.
struct CompiledNode: Sendable {
  let node: Node
  var sql: CompiledSQL
  let started: Timestamp
  let completed: Timestamp
  var thread = "Thread-1"

  var result: NodeResult {
    var result = NodeResult(
      uniqueID: node.uniqueID, status: .success, message: "", started: started,
      compiled: completed, completed: completed, threadID: thread, compiledSQL: sql.text)
    result.ephemerals = sql.ephemerals
    return result
  }
}

extension LogEntry {
  fileprivate static func debug(inline error: any Error) -> LogEntry {
    LogEntry(
      "ParseInlineNodeError", "I069", .debug, "Error while parsing node:",
      data: ["exc": .string(ErrorText.rendered(error))])
  }
}

extension ProjectSession {
  /// A record of nodes that were only compiled, or asked.
  func record(_ command: String, _ results: [NodeResult]) -> RunRecord {
    RunRecord(
      invocationID: invocation.id, command: command, started: invocation.started,
      completed: .now(), results: results)
  }

  /// The ephemeral models that `nodes` read, directly or through others.
  func ephemeralParents(of nodes: [Node]) -> [Node] {
    var seen = Set(nodes.map(\.uniqueID))
    var found: [Node] = []
    var pending = nodes
    while let node = pending.popLast() {
      for id in node.dependsOn where seen.insert(id).inserted {
        guard let parent = manifest[id], parent.isEphemeral else { continue }
        found.append(parent)
        pending.append(parent)
      }
    }
    return found.sorted { $0.uniqueID < $1.uniqueID }
  }
}
