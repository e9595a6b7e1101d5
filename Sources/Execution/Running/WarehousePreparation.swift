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

  /// Creates the schemas that the plan's nodes need and runs `on-run-start`; returns what became of
  /// the hooks.
  ///
  /// Throws: a `Diagnostic` when the warehouse cannot be reached or refuses, or when a hook's or the
  /// query comment's template is wrong.
  package func perform(for plan: RunPlan) async throws -> [NodeResult] {
    let schemas = schemas(of: plan)
    let hooks = HookRun(runner: runner, hooks: runner.manifest.hooks.start, locals: PlainMap())
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
  package func finish(_ record: RunRecord) async throws -> RunRecord {
    let hooks = runner.manifest.hooks.end
    guard !hooks.isEmpty, !record.wasCancelled else { return record }
    let run = HookRun(runner: runner, hooks: hooks, locals: locals(of: record))
    var copy = record
    copy.results += try await onConnection { session in try run.perform(on: session) }
    copy.completed = .now()
    return copy
  }

  /// `results`, and the schemas that something was built in.
  private func locals(of record: RunRecord) -> PlainMap {
    let nodes = record.results.compactMap { result in
      runner.manifest[result.uniqueID].map { (result, $0) }
    }
    let database = runner.manifest.scope.target.values["database"] ?? .null
    var schemas: [PlainValue] = []
    for (result, node) in nodes where !result.status.isFailure && result.status != .skipped {
      guard node.type.isReferable, !node.isEphemeral, let schema = node.relation?.schema else {
        continue
      }
      if !schemas.contains(.string(schema)) { schemas.append(.string(schema)) }
    }
    return [
      "results": .list(nodes.map { result, node in .map(result.described(node)) }),
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
    [
      "node": .map(node.facts.model), "unique_id": .string(uniqueID),
      "status": .string(status.rawValue), "message": .string(message),
      "thread_id": .string(threadID), "execution_time": .double(seconds),
      "failures": failures.map(PlainValue.int) ?? .null,
      "adapter_response": .map(
        rowsAffected.map { ["_message": .string(message), "rows_affected": .int($0)] }
          ?? ["_message": .string(message)]),
      "timing": [],
    ]
  }
}
