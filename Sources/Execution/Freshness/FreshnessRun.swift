import Artifacts
package import Compilation
package import Diagnostics
import PlainData
import ProjectLoading
import Synchronization
package import Warehouse

/// Checks sources on several connections at once.
package struct FreshnessRun: Sendable {
  private let manifest: Compilation.Manifest
  private let warehouse: any Warehouse
  private let sink: any EventSink

  package init(_ manifest: Compilation.Manifest, warehouse: any Warehouse, sink: any EventSink) {
    self.manifest = manifest
    self.warehouse = warehouse
    self.sink = sink
  }

  /// Whether somebody limits the age of the source.
  package static func isLimited(_ node: Node) -> Bool {
    node.type == .source && FreshnessFacts(node.config) != nil
  }

  /// A warning for each source whose age is limited and cannot be found out.
  package static func problems(of manifest: Compilation.Manifest) -> [Diagnostic] {
    manifest.all.compactMap { node in
      guard node.type == .source, let facts = FreshnessFacts(node.config),
        facts.loadedAtField == nil, facts.loadedAtQuery == nil
      else { return nil }
      return Diagnostic(
        .warning, code: "freshness-unknown",
        "the source `\(node.name)` has `freshness`, and neither `loaded_at_field` nor `loaded_at_query`",
        at: node.span)
    }
  }

  /// The outcomes in the order of `nodes`; sources without limits are left out.
  package func check(_ nodes: [Node], threads: Int) async throws -> [FreshnessOutcome] {
    let checks = nodes.compactMap { node -> FreshnessCheck? in
      guard case .source(let table) = node.body,
        let facts = FreshnessFacts(node.config)
      else { return nil }
      return FreshnessCheck(node: node, table: table, facts: facts, manifest: manifest, sink: sink)
    }
    let pending = PendingChecks(count: checks.count)
    return try await withThrowingTaskGroup(of: [(Int, FreshnessOutcome)].self) { group in
      for number in 1...max(1, min(threads, checks.count)) {
        group.addTask {
          try await perform(checks, pending, thread: "Thread-\(number)")
        }
      }
      var outcomes: [(Int, FreshnessOutcome)] = []
      for try await some in group { outcomes += some }
      return outcomes.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  /// Takes checks until none is left, all on one connection.
  private func perform(_ checks: [FreshnessCheck], _ pending: PendingChecks, thread: String)
    async throws -> [(Int, FreshnessOutcome)]
  {
    let connection = Connection(to: warehouse)
    let outcomes = try await connection.run { session in
      var outcomes: [(Int, FreshnessOutcome)] = []
      while let index = pending.take() {
        let place = (index: index + 1, total: checks.count)
        sink.emit(.entry(.freshnessStarted(checks[index].node, checks[index].table, place)))
        let outcome = checks[index].perform(on: session, thread: thread)
        sink.emit(.entry(.freshnessFound(outcome, place)))
        outcomes.append((index, outcome))
      }
      return outcomes
    }
    await connection.reset()
    return outcomes
  }
}

/// The next check that nobody has taken yet.
private final class PendingChecks: Sendable {
  private let next = Mutex(0)
  private let count: Int

  init(count: Int) {
    self.count = count
  }

  func take() -> Int? {
    next.withLock { next in
      guard next < count else { return nil }
      defer { next += 1 }
      return next
    }
  }
}

extension LogEntry {
  fileprivate static func freshnessStarted(
    _ node: Node, _ table: SourceTable, _ place: (index: Int, total: Int)
  ) -> LogEntry {
    let description = "freshness of \(table.sourceName).\(node.name)"
    let text = "\(place.index) of \(place.total) START \(description) "
    return LogEntry(
      "LogStartLine", "Q011", .info, ProgressText.padded(text, width: 80) + " [RUN]",
      data: [
        "description": .string(description), "index": .int(place.index),
        "total": .int(place.total), "node_info": ["unique_id": .string(node.uniqueID)],
      ])
  }

  fileprivate static func freshnessFound(
    _ outcome: FreshnessOutcome, _ place: (index: Int, total: Int)
  ) -> LogEntry {
    let word =
      switch outcome.status {
      case .runtimeError: "ERROR"
      case .error: "ERROR STALE"
      case .warn: "WARN"
      default: "PASS"
      }
    let name = "\(outcome.sourceName).\(outcome.tableName)"
    let text = "\(place.index) of \(place.total) \(word) freshness of \(name) "
    let level: LogLevel =
      outcome.status.isFailure ? .error : outcome.status == .warn ? .warn : .info
    return LogEntry(
      "LogFreshnessResult", "Q018", level,
      ProgressText.padded(text, width: 80)
        + " [\(word) in \(ProgressText.seconds(outcome.seconds))]",
      data: [
        "status": .string(outcome.status.rawValue), "index": .int(place.index),
        "total": .int(place.total), "execution_time": .double(outcome.seconds),
        "source_name": .string(outcome.sourceName), "table_name": .string(outcome.tableName),
        "node_info": ["unique_id": .string(outcome.uniqueID), "resource_type": "source"],
      ], thread: outcome.threadID)
  }
}
