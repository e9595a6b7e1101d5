import Digests
import PlainData
import SwiftModels
import Warehouse

/// Trained models in the warehouse: `<target schema>_quality.model_artifacts`, a row for each.
struct ModelArtifactTable {
  /// Of each node that many are kept, the latest.
  static let kept = 3

  let relation: Relation

  init(targetSchema: String) {
    relation = Relation(schema: targetSchema + "_quality", identifier: "model_artifacts")
  }

  /// Makes the table if it is not there; outside of a transaction.
  func create(on session: any Session) throws {
    try HistoryTable(relation: relation).create(
      for: Self.batch(texts: [], trainedAt: []), on: session)
  }

  /// The artifact that `node` kept last.
  func latest(of node: String, on session: any Session) throws -> ModelArtifact? {
    let sql: SQL = """
      select format, version, data_hash, trained_at_us, content from \(relation)
      where node = \(.text(node)) order by trained_at_us desc, version limit 1
      """
    guard let row = try session.query(sql.rendered(by: session.dialect).text).rows.first,
      case .text(let format) = row[0], case .text(let version) = row[1],
      case .text(let dataHash) = row[2], case .integer(let trainedAt) = row[3],
      case .text(let content) = row[4]
    else { return nil }
    return ModelArtifact(
      format: format, version: version, dataHash: dataHash, trainedAt: trainedAt, content: content)
  }

  /// Keeps `artifact`, and forgets the oldest ones of the node.
  func keep(
    _ artifact: ModelArtifact, of node: String, codeHash: String, on session: any Session
  ) throws {
    let texts = [
      node, artifact.format, artifact.version, artifact.dataHash, codeHash, artifact.content,
    ]
    let batch = Self.batch(texts: texts.map { [$0] }, trainedAt: [artifact.trainedAt])
    try HistoryTable(relation: relation).append(batch, on: session)
    let old: SQL = """
      delete from \(relation) where node = \(.text(node)) and trained_at_us < (
        select min(trained_at_us) from (
          select trained_at_us from \(relation) where node = \(.text(node))
          order by trained_at_us desc limit \(.integer(Int64(Self.kept)))
        ) as latest
      )
      """
    try session.execute(old.rendered(by: session.dialect).text)
  }

  private static let textColumns = [
    "node", "format", "version", "data_hash", "code_hash", "content",
  ]

  /// - Parameter texts: the values of each text column; empty for a batch without rows.
  private static func batch(texts: [[String]], trainedAt: [Int64]) -> ColumnBatch {
    let columns = textColumns.indices.map { texts.isEmpty ? [] : texts[$0] }
    return ColumnBatch(
      names: textColumns + ["trained_at_us"],
      columns: columns.map { ColumnVector(.texts(TextVector($0))) }
        + [ColumnVector(.integers(trainedAt))], rowCount: trainedAt.count)
  }
}
