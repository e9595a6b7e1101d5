import Compilation
import Diagnostics
import PlainData
import Warehouse

extension NodeWork {
  /// Makes the node as a materialisation's macro says, in one transaction where the macro asks for
  /// one; suites look at what was built before the macro commits.
  ///
  /// What is still open when the macro has returned is taken back, as in dbt.
  func perform(
    _ macro: MacroEntry, _ sql: CompiledSQL, table: ResultTable? = nil
  ) throws -> MaterializationCall.Outcome {
    let session = session
    var access = access
    access.begin = { if !session.isInTransaction { try session.perform(.begin) } }
    access.willCommit = { [unowned self] in
      if let relation = node.relation { try auditIfGuarded(relation) }
    }
    defer {
      // The connection may be gone, and with it the transaction.
      if session.isInTransaction { try? session.perform(.rollback) }
      runner.relations.forgetAll()
    }
    let outcome = try MaterializationCall(runner.manifest, access: access)
      .perform(node, with: macro, compiled: sql, table: table)
    statements += outcome.written
    return outcome
  }

  /// The result of a node that a macro made.
  func result(_ outcome: MaterializationCall.Outcome) -> NodeResult {
    succeeded(.success, outcome.message ?? "OK", rows: outcome.rowsAffected)
  }

  private func auditIfGuarded(_ relation: Relation) throws {
    guard runner.options.runsSuites, runner.suites.guards(node.uniqueID) else { return }
    try audit(relation)
  }
}
