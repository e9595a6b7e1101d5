import Artifacts
import Compilation
import Diagnostics
package import PlainData
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

  /// Creates the schemas that the plan's nodes need and runs `on-run-start`; returns what became of
  /// the hooks.
  ///
  /// Throws: a `Diagnostic` when the warehouse cannot be reached or refuses, or when a hook's or the
  /// query comment's template is wrong.
  package func perform(for plan: RunPlan) async throws -> [NodeResult] {
    let schemas = schemas(of: plan)
    let hooks = HookRun(runner: runner, hooks: runner.manifest.hooks.start)
    return try await onConnection { session in
      let access = WarehouseAccess(session: session, relations: runner.relations) { _ in }
      _ = try StatementComment(
        for: runner.manifest.projectFacts, in: runner.manifest,
        compiler: NodeCompiler(runner.manifest, access: access))
      for schema in schemas { try session.createSchema(schema) }
      return try hooks.perform(on: session)
    }
  }

  /// Runs `on-run-end`, whatever became of the nodes; a hook that fails fails the run.
  ///
  /// - Parameter results: what the hooks are told, where it is not what run_results.json says.
  package func finish(_ record: RunRecord, results: [PlainMap]? = nil) async throws -> RunRecord {
    let hooks = runner.manifest.hooks.end
    guard !hooks.isEmpty, !record.wasCancelled else { return record }
    let nodes = record.results.compactMap { result in
      runner.manifest[result.uniqueID].map { (result, $0) }
    }
    let run = HookRun(
      runner: runner, hooks: hooks, locals: locals(of: nodes),
      results: results ?? nodes.map { $0.described($1) })
    var copy = record
    copy.results += try await onConnection { session in try run.perform(on: session) }
    copy.completed = .now()
    return copy
  }

  /// The schemas that something was built in.
  private func locals(of nodes: [(NodeResult, Node)]) -> PlainMap {
    let database = runner.manifest.scope.target.values["database"] ?? .null
    var schemas: [PlainValue] = []
    for (result, node) in nodes where !result.status.isFailure && result.status != .skipped {
      guard runner.manifest.isPhysical(node), node.type != .function,
        let schema = node.relation?.schema
      else {
        continue
      }
      if !schemas.contains(.string(schema)) { schemas.append(.string(schema)) }
    }
    return [
      "schemas": .list(schemas),
      "database_schemas": .list(schemas.map { .list([database, $0]) }),
    ]
  }

  private func schemas(of plan: RunPlan) -> [String] {
    var seen: Set<String> = []
    let performed = plan.nodes.compactMap { plan.graph.node($0) }
    return performed.filter(Self.needsSchema).compactMap(\.relation?.schema)
      .filter { seen.insert($0).inserted }
  }

  private static func needsSchema(_ node: Node) -> Bool {
    if case .source(let table) = node.body { return table.properties.files != nil }
    return node.type.isReferable || node.type == .function
  }

  private func onConnection<Result: Sendable>(
    _ body: @escaping @Sendable (any Session) throws -> Result
  ) async throws -> Result {
    let connection = Connection(to: warehouse)
    do {
      let result = try await connection.run(body)
      await connection.reset()
      return result
    } catch let error as DatabaseError {
      throw error.diagnostic(in: nil, at: runner.manifest.project.profile.settings.span)
    }
  }
}

extension NodeResult {
  /// What `results` of `on-run-end` says of a node.
  fileprivate func described(_ node: Node) -> PlainMap {
    let all = Artifacts.NodeResult(self, node, isExecuted: true).plain
    let names = [
      "status", "timing", "thread_id", "execution_time", "adapter_response", "message", "failures",
    ]
    var map = PlainMap(names.map { ($0, all[$0] ?? .null) })
    map["node"] = .map(node.facts.model)
    map["agate_table"] = .null
    map["batch_results"] = all["batch_results"] ?? .null
    map["overload_results"] = all["overload_results"] ?? .null
    return map
  }
}
