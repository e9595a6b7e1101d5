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
    let columns = zip(batch.names, batch.columns).map { name, column in
      ColumnDescription(name: name, type: session.dialect.typeName(of: column.type))
    }
    var sql: SQL = "create table if not exists \(relation) ("
    for (index, column) in columns.enumerated() {
      sql += "\(unsafe: index == 0 ? "" : ", ")\(name: column.name) \(unsafe: column.type)"
    }
    try session.createSchema(relation.schema)
    try session.createIfAbsent((sql + ")").rendered(by: session.dialect).text)
    var rest = batch.rowCount > 0 ? [batch] : []
    try session.transaction {
      _ = try session.append(to: relation, columns: columns) { rest.popLast() }
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
