import PlainData
package import Warehouse

/// The history of model runs in the warehouse: `<target schema>_quality.model_runs`, a row for each
/// parameter, fact and metric.
package struct ModelRunTable: Sendable {
  package let relation: Relation

  package init(targetSchema: String) {
    relation = Relation(schema: targetSchema + "_quality", identifier: "model_runs")
  }

  package func append(_ runs: [ModelRunFacts], on session: any Session) throws {
    let batch = Self.batch(of: runs)
    let table = HistoryTable(relation: relation)
    try table.create(for: batch, on: session)
    try session.transaction { try table.append(batch, on: session) }
  }

  /// The rows of the last `limit` runs of each node, oldest run first; empty when there are none.
  package func read(limit: Int, on session: any Session) throws -> [Entry] {
    guard try HistoryTable(relation: relation).exists(on: session) else { return [] }
    let sql: SQL = """
      select run_id, node, model, succeeded, kind, name, value, number, started_at from (
        select *, dense_rank() over (partition by node order by started_at desc) as age
        from \(relation)
      ) as runs
      where age <= \(.integer(Int64(limit))) order by node, started_at, run_id, kind, name
      """
    return try session.query(sql.rendered(by: session.dialect).text).rows.compactMap(Entry.init)
  }

  /// One parameter, fact or metric of a run.
  package struct Entry: Hashable, Sendable {
    package let runID: String
    package let node: String
    package let model: String
    package let succeeded: Bool
    /// `parameter`, `fact`, `metric`
    package let kind: String
    package let name: String
    package let text: String
    package let number: Double?
    /// `2026-11-21 02:22:54`, in UTC.
    package let startedAt: String

    fileprivate init?(_ row: [SQLValue]) {
      guard row.count == 9, case .text(let runID) = row[0], case .text(let node) = row[1],
        case .text(let model) = row[2], case .text(let kind) = row[4],
        case .text(let name) = row[5], case .text(let text) = row[6]
      else { return nil }
      (self.runID, self.node, self.model) = (runID, node, model)
      (self.kind, self.name, self.text) = (kind, name, text)
      succeeded = row[3] == .boolean(true) || row[3] == .integer(1)
      number = if case .double(let value) = row[7] { value } else { nil }
      startedAt =
        switch row[8] {
        case .text(let text): text
        case .timestamp(let time): Timestamp(microseconds: time).sqlText
        default: ""
        }
    }
  }

  private struct Row {
    let run: ModelRunFacts
    let kind: String
    let name: String
    let text: String
    let number: Double?
  }

  private static func batch(of runs: [ModelRunFacts]) -> ColumnBatch {
    let rows = runs.flatMap { run in
      run.parameters.map {
        Row(run: run, kind: "parameter", name: $0.name, text: $0.text, number: Double($0.text))
      }
        + run.facts.map { Row(run: run, kind: "fact", name: $0.name, text: $0.text, number: nil) }
        + run.metrics.map {
          Row(run: run, kind: "metric", name: $0.name, text: "\($0.value)", number: $0.value)
        }
    }
    func texts(_ text: (Row) -> String) -> ColumnVector {
      ColumnVector(.texts(TextVector(rows.map(text))))
    }
    let numbers = rows.map { $0.number.map { $0.isFinite } ?? false }
    return ColumnBatch(
      names: [
        "run_id", "node", "model", "succeeded", "kind", "name", "value", "number", "started_at",
      ],
      columns: [
        texts(\.run.runID), texts(\.run.node), texts(\.run.model),
        ColumnVector(.booleans(rows.map(\.run.succeeded))), texts(\.kind), texts(\.name),
        texts(\.text),
        ColumnVector(
          .doubles(rows.map { row in row.number.flatMap { $0.isFinite ? $0 : nil } ?? 0 }),
          validity: numbers.contains(false) ? numbers : nil),
        ColumnVector(.timestamps(rows.map(\.run.started.microseconds))),
      ], rowCount: rows.count)
  }
}
