import Compilation
package import Diagnostics
package import Expectations
import PlainData
import Synchronization
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
    let queue = SuiteQueue(runner.groups(of: suites))
    let lanes = min(max(1, threads), max(1, queue.count))
    return try await withThrowingTaskGroup(of: [(Int, SuiteResult)].self) { group in
      for _ in 0..<lanes { group.addTask { try await validate(queue) } }
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

  /// Takes relations from the queue until none is left, on one connection.
  private func validate(_ queue: SuiteQueue) async throws
    -> [(Int, SuiteResult)]
  {
    let runner = runner
    let connection = Connection(to: warehouse)
    var results: [(Int, SuiteResult)] = []
    while let group = queue.next() {
      results += try await connection.run { session in
        let audit = SuiteAudit(runner: runner, session: session)
        let suites = group.suites.map(\.element)
        return zip(
          group.suites.map(\.offset),
          try audit.validate(suites, of: group.node, as: group.relation)
        ).map { ($0, $1) }
      }
    }
    return results
  }
}

/// Relations that wait for a connection.
private final class SuiteQueue: Sendable {
  let count: Int
  private let rest: Mutex<ArraySlice<SuiteGroup>>

  init(_ groups: [SuiteGroup]) {
    count = groups.count
    rest = Mutex(groups[...])
  }

  func next() -> SuiteGroup? { rest.withLock { $0.popFirst() } }
}

/// The suites of one relation, with their places among all.
struct SuiteGroup: Sendable {
  let node: Node
  let relation: Relation
  var suites: [(offset: Int, element: Suite)] = []
}

extension NodeRunner {
  /// Suites by relation, in the order in which each relation is first mentioned.
  func groups(of suites: [Suite]) -> [SuiteGroup] {
    var places: [String: Int] = [:]
    var groups: [SuiteGroup] = []
    for suite in suites.enumerated() {
      guard let id = SuiteAssignments.node(of: suite.element.target, in: manifest),
        let node = manifest[id], let relation = node.relation
      else { continue }
      if places[id] == nil {
        places[id] = groups.count
        groups.append(SuiteGroup(node: node, relation: relation))
      }
      if let place = places[id] { groups[place].suites.append(suite) }
    }
    return groups
  }
}
