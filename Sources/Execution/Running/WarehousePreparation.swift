import Compilation
import Diagnostics
import PlainData
import ProjectLoading
package import Warehouse

/// What happens once before and once after the nodes of a run: schemas, on-run hooks.
package struct WarehousePreparation: Sendable {
  private let runner: NodeRunner
  private let warehouse: any Warehouse

  package init(runner: NodeRunner, warehouse: any Warehouse) {
    self.runner = runner
    self.warehouse = warehouse
  }

  /// Creates the schemas that the plan's nodes need and runs `on-run-start`.
  ///
  /// Throws: a `Diagnostic` when the warehouse cannot be reached or refuses.
  package func perform(for plan: RunPlan) async throws {
    let schemas = schemas(of: plan)
    let hooks = runner.manifest.project.root.settings.onRunStart
    try await onConnection { session in
      for schema in schemas { try session.createSchema(schema) }
      try run(hooks, on: session)
    }
  }

  /// Runs `on-run-end`, whatever became of the nodes; a hook that fails fails the run.
  package func finish(_ record: RunRecord) async -> RunRecord {
    let hooks = runner.manifest.project.root.settings.onRunEnd
    guard !hooks.isEmpty, !record.wasCancelled else { return record }
    let started = Timestamp.now()
    do {
      try await onConnection { session in try run(hooks, on: session) }
      return record
    } catch {
      var copy = record
      copy.results.append(Self.failedHook(error, started, runner.manifest.project.root.name))
      return copy
    }
  }

  private func schemas(of plan: RunPlan) -> [String] {
    var seen: Set<String> = []
    let performed = plan.nodes.compactMap { plan.graph.node($0) }
    return performed.filter(Self.needsSchema).compactMap(\.relation?.schema)
      .filter { seen.insert($0).inserted }
  }

  private static func needsSchema(_ node: Node) -> Bool {
    if case .source(let table) = node.body { return table.properties.files != nil }
    return node.type.isReferable
  }

  private func run(_ hooks: [Located<String>], on session: any Session) throws {
    guard !hooks.isEmpty else { return }
    let access = WarehouseAccess(session: session, relations: runner.relations) {
      [sink = runner.sink] text, isPublic in sink.emit(.message(isPublic ? .info : .debug, text))
    }
    let compiler = NodeCompiler(runner.manifest, access: access)
    for hook in hooks {
      let source = SourceFile(path: hook.span.file.path, text: hook.value)
      let sql = try compiler.render(source, for: runner.manifest.projectFacts).trimmed()
      guard !sql.text.isEmpty else { continue }
      do {
        try session.execute(sql.text)
      } catch {
        throw error.diagnostic(in: nil, at: hook.span)
      }
    }
    runner.relations.forgetAll()
  }

  private func onConnection(_ body: @escaping @Sendable (any Session) throws -> Void) async throws {
    let connection = Connection(to: warehouse)
    do {
      try await connection.run(body)
    } catch let error as DatabaseError {
      throw error.diagnostic(in: nil, at: runner.manifest.project.profile.settings.span)
    }
  }

  private static func failedHook(_ error: any Error, _ started: Timestamp, _ package: String)
    -> NodeResult
  {
    let diagnostic = error as? Diagnostic ?? Diagnostic(code: "hook-failed", "\(error)")
    return NodeResult(
      uniqueID: "operation.\(package).\(package)-on-run-end-0", status: .error,
      message: diagnostic.message, started: started, completed: .now(), threadID: "MainThread",
      diagnostics: [diagnostic])
  }
}
