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
    try session.createSchema(relation.schema)
    var sql: SQL = "create table if not exists \(relation) ("
    for (index, column) in Self.columns.enumerated() {
      sql += "\(unsafe: index == 0 ? "" : ", ")\(name: column.name) \(column.type)"
    }
    try session.createIfAbsent((sql + ")").rendered(by: session.dialect).text)
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
    let values = [
      node, artifact.format, artifact.version, artifact.dataHash, codeHash, artifact.content,
    ]
    let batch = ColumnBatch(
      names: Self.columns.map(\.name),
      columns: values.map { ColumnVector(.texts(TextVector([$0]))) }
        + [ColumnVector(.integers([artifact.trainedAt]))], rowCount: 1)
    let columns = Self.columns.map {
      ColumnDescription(name: $0.name, type: session.dialect.typeName(of: $0.type))
    }
    var rest = [batch]
    _ = try session.append(to: relation, columns: columns) { rest.popLast() }
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

  private static let columns: [ModelColumn] = [
    ModelColumn("node", .text), ModelColumn("format", .text), ModelColumn("version", .text),
    ModelColumn("data_hash", .text), ModelColumn("code_hash", .text), ModelColumn("content", .text),
    ModelColumn("trained_at_us", .integer),
  ]
}
