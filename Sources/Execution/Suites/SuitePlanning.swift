import Compilation
package import Expectations
package import Warehouse

/// Plans suites without running them: what `validate --plan` prints.
package struct SuitePlanning: Sendable {
  private let runner: NodeRunner
  private let warehouse: any Warehouse

  package init(runner: NodeRunner, warehouse: any Warehouse) {
    self.runner = runner
    self.warehouse = warehouse
  }

  package func plans(of suites: [Suite]) async throws -> [SuitePlan] {
    let runner = runner
    return try await Connection(to: warehouse).run { session in
      try suites.compactMap { suite in
        guard let id = SuiteAssignments.node(of: suite.target, in: runner.manifest),
          let node = runner.manifest[id], let relation = node.relation
        else { return nil }
        return try SuiteAudit(runner: runner, session: session).plan(suite, of: node, as: relation)
      }
    }
  }
}
