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

  /// By relation, in the order in which each is first mentioned.
  package func plans(of suites: [Suite]) async throws -> [SuitePlan] {
    let runner = runner
    return try await Connection(to: warehouse).run { session in
      try runner.groups(of: suites).flatMap { group in
        try SuiteAudit(runner: runner, session: session)
          .plan(group.suites.map(\.element), of: group.node, as: group.relation)
      }
    }
  }
}
