import Compilation
import Diagnostics
import Expectations
import Warehouse

/// What is known of the partitions of one relation before its suites are planned.
struct SuitePartitions {
  let runner: NodeRunner
  let session: any Session
  let node: Node
  /// The relation as it stands while it is audited.
  let relation: Relation
  let columns: [ColumnDescription]
  let identity: String?
  let isRebuilt: Bool

  /// For each suite, in order. Suites with the same partitions have the same; nil where all rows are
  /// to be read: without `partition_by`, of views, and where anything is in doubt.
  ///
  /// Throws: when the connection is gone, or warnings are errors.
  func knowledge(for suites: [Suite]) throws -> [PartitionKnowledge?] {
    var known: [(Partitioning, PartitionKnowledge?)] = []
    return try suites.map { suite in
      guard let partitioning = suite.partitioning, let identity, !isHidden(partitioning) else {
        return nil
      }
      if let found = known.first(where: { $0.0.isSame(as: partitioning) }) { return found.1 }
      let knowledge = try survey(partitioning, identity)
      known.append((partitioning, knowledge))
      return knowledge
    }
  }

  /// Values of a column that is never shown are not kept as partitions, either.
  private func isHidden(_ partitioning: Partitioning) -> Bool {
    let hidden = SuiteAudit.hiddenColumns(of: node).map { $0.lowercased() }
    return [partitioning.column, partitioning.watermark].contains {
      hidden.contains($0.value.lowercased())
    }
  }

  private func survey(_ partitioning: Partitioning, _ identity: String) throws
    -> PartitionKnowledge?
  {
    do {
      let survey = try PartitionSurvey(
        of: relation, by: partitioning, columns: columns, dialect: session.dialect)
      let table = try session.inSavepoint { session throws(DatabaseError) in
        try session.query(survey.sql)
      }
      guard let marks = survey.marks(in: table) else { return nil }
      return PartitionKnowledge(
        partitioning: partitioning, identity: identity, survey: survey.sql, marks: marks,
        kept: try kept(identity))
    } catch let problem as Diagnostic {
      try warn(problem, of: partitioning)
    } catch let error as DatabaseError where error.kind != .connection && error.kind != .cancelled {
      try warn(error.diagnostic(in: nil, at: partitioning.column.span), of: partitioning)
    }
    return nil
  }

  /// Of a table that is still aside nothing is kept; one that was replaced may have the identity of the
  /// one before on SQLite.
  private func kept(_ identity: String) throws -> [String: [PartitionKey: KeptPartition]] {
    guard relation == node.relation, !isRebuilt else { return [:] }
    return try PartitionStore(targetSchema: runner.manifest.scope.target.schema)
      .read(relation, identity: identity, on: session)
  }

  private func warn(_ problem: Diagnostic, of partitioning: Partitioning) throws {
    var warning = problem
    warning.severity = .warning
    try runner.sink.warn(
      warning.noting("all rows of `\(node.name)` are read, partitions cannot be told"))
  }
}
