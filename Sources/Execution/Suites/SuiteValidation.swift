import Compilation
package import Diagnostics
package import Expectations
import PlainData
package import Warehouse

/// Runs suites on what stands in the warehouse, several relations at a time.
package struct SuiteValidation: Sendable {
  private let runner: NodeRunner
  private let warehouse: any Warehouse

  package init(runner: NodeRunner, warehouse: any Warehouse) {
    self.runner = runner
    self.warehouse = warehouse
  }

  /// Verdicts in the order of `suites`. Throws: when the warehouse cannot be reached.
  package func validate(_ suites: [Suite], threads: Int) async throws -> [SuiteResult] {
    let queue = Array(suites.enumerated())
    let lanes = min(max(1, threads), max(1, queue.count))
    return try await withThrowingTaskGroup(of: [(Int, SuiteResult)].self) { group in
      for lane in 0..<lanes {
        let mine = queue.filter { $0.offset % lanes == lane }
        group.addTask { try await validate(mine) }
      }
      var all: [(Int, SuiteResult)] = []
      for try await results in group { all += results }
      return all.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  /// Columns that suites name and relations do not have, from the catalog alone. A relation that is
  /// not there has no columns to be compared with.
  package func problems(of suites: [Suite]) async throws -> Diagnostics {
    let runner = runner
    return try await Connection(to: warehouse).run { session in
      var problems = Diagnostics()
      for suite in suites {
        guard let id = SuiteAssignments.node(of: suite.target, in: runner.manifest),
          let relation = runner.manifest[id]?.relation
        else { continue }
        let columns = try session.columns(of: relation).map(\.name)
        if !columns.isEmpty { problems.append(suite.problems(columns: columns)) }
      }
      return problems
    }
  }

  private func validate(_ suites: [(offset: Int, element: Suite)]) async throws
    -> [(Int, SuiteResult)]
  {
    let runner = runner
    return try await Connection(to: warehouse).run { session in
      try suites.compactMap { index, suite in
        guard let id = SuiteAssignments.node(of: suite.target, in: runner.manifest),
          let node = runner.manifest[id], let relation = node.relation
        else { return nil }
        let audit = SuiteAudit(runner: runner, session: session)
        return (index, try audit.validate(suite, of: node, as: relation))
      }
    }
  }
}
