package import Expectations
package import PlainData
package import Warehouse

/// The history of validations in the warehouse: what was measured, run by run.
///
/// Two tables in `<target schema>_quality`: `validation_results` (a row a suite) and
/// `validation_metrics` (a row a number).
package struct SuiteHistory: Sendable {
  private let schema: String

  /// - Parameter targetSchema: the profile's schema.
  package init(targetSchema: String) {
    schema = targetSchema + "_quality"
  }

  package var results: Relation { Relation(schema: schema, identifier: "validation_results") }
  package var metrics: Relation { Relation(schema: schema, identifier: "validation_metrics") }

  /// Appends the verdicts of one run, both tables in one transaction.
  package func append(
    _ suites: [SuiteResult], runID: String, at moment: Timestamp, on session: any Session
  ) throws {
    let rows = ValidationRows(of: suites, runID: runID, at: moment)
    let tables = [
      (HistoryTable(relation: results), rows.results),
      (HistoryTable(relation: metrics), rows.metrics),
    ]
    for (table, batch) in tables { try table.create(for: batch, on: session) }
    try session.transaction {
      for (table, batch) in tables { try table.append(batch, on: session) }
    }
  }

  /// The table of metrics; nil when nothing has been kept yet.
  package func existing(on session: any Session) throws -> Relation? {
    try HistoryTable(relation: metrics).exists(on: session) ? metrics : nil
  }

  /// Earlier values of each metric, oldest first, at most `limit` runs of them.
  ///
  /// Empty when nothing has been kept yet.
  package func read(limit: Int, on session: any Session) throws -> [MetricHistory] {
    guard try existing(on: session) != nil else { return [] }
    let sql: SQL = """
      select suite, metric, run_id, value, validated_at from \(metrics)
      where run_id in (
        select run_id from \(results) group by run_id order by max(validated_at) desc
        limit \(.integer(Int64(limit)))
      )
      order by suite, metric, validated_at
      """
    let table = try session.query(sql.rendered(by: session.dialect).text)
    var histories: [MetricHistory] = []
    for row in table.rows {
      guard case .text(let suite) = row[0], case .text(let metric) = row[1],
        case .text(let run) = row[2], case .double(let value) = row[3]
      else { continue }
      if histories.last?.suite != suite || histories.last?.metric != metric {
        histories.append(MetricHistory(suite: suite, metric: metric))
      }
      histories[histories.count - 1].points.append(
        .init(runID: run, value: value, validatedAt: Self.text(of: row[4])))
    }
    return histories
  }

  private static func text(of value: SQLValue) -> String {
    switch value {
    case .text(let text): text
    case .timestamp(let microseconds): Timestamp(microseconds: microseconds).sqlText
    default: ""
    }
  }
}

/// The values that one metric of one suite had in earlier runs.
package struct MetricHistory: Hashable, Sendable {
  package struct Point: Hashable, Sendable {
    package var runID: String
    package var value: Double
    /// `2026-11-21 02:22:54`, in UTC.
    package var validatedAt: String
  }

  package var suite: String
  /// `<expectation id>.unexpected_count`
  package var metric: String
  /// Oldest first.
  package var points: [Point] = []

  init(suite: String, metric: String) {
    self.suite = suite
    self.metric = metric
  }
}
