import Diagnostics
package import Expectations
package import PlainData
package import Warehouse

/// What was measured of partitions, kept in `validation_partitions` of `<target schema>_quality`: a row
/// for each partition and set of measures, the values as JSON.
package struct PartitionStore: Sendable {
  private let table: HistoryTable
  /// For how long what no run has replaced is kept, in microseconds: suites change.
  private static let lifetime: Int64 = 30 * 86_400_000_000

  /// - Parameter targetSchema: the profile's schema.
  package init(targetSchema: String) {
    table = HistoryTable(
      relation: Relation(schema: targetSchema + "_quality", identifier: "validation_partitions"))
  }

  /// What is kept of a relation's table, by measures; a partition that is there twice is left out.
  func read(_ relation: Relation, identity: String, on session: any Session) throws -> [String:
    [PartitionKey: KeptPartition]]
  {
    guard try table.exists(on: session) else { return [:] }
    let sql: SQL = """
      select measures, partition_key, row_count, watermark, measured from \(table.relation)
      where relation = \(.text(Self.name(of: relation))) and identity = \(.text(identity))
      """
    var kept: [String: [PartitionKey: KeptPartition]] = [:]
    var seen: Set<[String?]> = []
    for row in try session.query(sql.rendered(by: session.dialect).text).rows {
      guard case .text(let measures) = row[0], case .integer(let rows) = row[2],
        case .text(let watermark) = row[3], case .text(let json) = row[4],
        let texts = try? JSON.read(SourceFile(path: table.relation.identifier, text: json)).list?
          .compactMap(\.string)
      else { continue }
      let key: PartitionKey = if case .text(let text) = row[1] { .init(text) } else { .init(nil) }
      let mark = PartitionMark(rows: Int(rows), watermark: watermark)
      kept[measures, default: [:]][key] =
        seen.insert([measures, key.text]).inserted ? KeptPartition(mark: mark, texts: texts) : nil
    }
    return kept
  }

  /// Replaces what runs measured anew, in one transaction.
  ///
  /// - Parameter suites: only of relations that stand as they were measured.
  package func keep(_ suites: [SuiteResult], at moment: Timestamp, on session: any Session) throws {
    let measured = suites.flatMap { suite in suite.partitions.map { (suite.relation, $0) } }
      .filter { !$0.1.changed.isEmpty || !$0.1.gone.isEmpty }
    guard let first = measured.first else { return }
    try table.create(for: rows(of: first.0, first.1, at: moment), on: session)
    try session.transaction {
      for (relation, partitions) in measured {
        for condition in stale(relation, partitions, at: moment) {
          let delete: SQL = "delete from \(table.relation) where \(condition)"
          try session.execute(delete.rendered(by: session.dialect).text)
        }
        try table.append(rows(of: relation, partitions, at: moment), on: session)
      }
    }
  }

  /// Forgets relations that were made without being measured.
  package func forget(_ relations: [Relation], on session: any Session) throws {
    guard !relations.isEmpty, try table.exists(on: session) else { return }
    for relation in relations {
      let delete: SQL =
        "delete from \(table.relation) where relation = \(.text(Self.name(of: relation)))"
      try session.execute(delete.rendered(by: session.dialect).text)
    }
  }

  /// Conditions of rows that are replaced or of no use any more.
  private func stale(_ relation: Relation, _ measured: MeasuredPartitions, at moment: Timestamp)
    -> [SQL]
  {
    let isOfRelation: SQL = "relation = \(.text(Self.name(of: relation)))"
    let isSame: SQL = "\(isOfRelation) and measures = \(.text(measured.measures))"
    if measured.replacesAll {
      let past = moment.microseconds - Self.lifetime
      return [isSame, "\(isOfRelation) and measured_at < \(.integer(past))"]
    }
    let keys = (measured.changed.keys + measured.gone).sorted()
    return stride(from: 0, to: keys.count, by: 500).map { start in
      let texts = keys[start..<min(start + 500, keys.count)].map { key -> SQL in
        key.text.map { "partition_key = \(.text($0))" } ?? "partition_key is null"
      }
      return "\(isSame) and (\(texts.joined(by: " or ")))"
    }
  }

  private func rows(of relation: Relation, _ measured: MeasuredPartitions, at moment: Timestamp)
    -> ColumnBatch
  {
    let kept = measured.changed.sorted { $0.key < $1.key }.compactMap { key, partition in
      partition.texts.flatMap { texts in
        partition.mark.watermark.map { (key, partition.mark.rows, $0, texts) }
      }
    }
    let texts = { (value: String) in ColumnVector(.texts(TextVector(kept.map { _ in value }))) }
    return ColumnBatch(
      names: [
        "relation", "identity", "measures", "partition_key", "row_count", "watermark", "measured",
        "measured_at",
      ],
      columns: [
        texts(Self.name(of: relation)), texts(measured.identity), texts(measured.measures),
        ColumnVector(kept.map { $0.0.text.map { .text($0) } ?? .null }, as: .text),
        ColumnVector(.integers(kept.map { Int64($0.1) })),
        ColumnVector(.texts(TextVector(kept.map(\.2)))),
        ColumnVector(
          .texts(TextVector(kept.map { JSON.text(.list($0.3.map { .string($0) })) }))),
        ColumnVector(.integers(kept.map { _ in moment.microseconds })),
      ], rowCount: kept.count)
  }

  private static func name(of relation: Relation) -> String {
    "\(relation.schema).\(relation.identifier)"
  }
}
