package import PlainData
package import Warehouse

/// Rows for the warehouse's own history of validations, as batches to append.
package struct ValidationRows: Sendable {
  /// `run_id, suite, relation, success, statistics, validated_at`: a row a suite.
  package let results: ColumnBatch
  /// `run_id, suite, relation, column, metric, value, validated_at`: a row a check and number it
  /// measured; `column` is null where the check is about the relation.
  package let metrics: ColumnBatch

  package init(of suites: [SuiteResult], runID: String, at time: Timestamp) {
    results = ColumnBatch(
      names: ["run_id", "suite", "relation", "success", "statistics", "validated_at"],
      columns: [
        .texts(suites.map { _ in runID }),
        .texts(suites.map(\.suite.name)),
        .texts(suites.map(\.relationName)),
        ColumnVector(.booleans(suites.map(\.isSuccess))),
        .texts(suites.map { JSON.text(.map($0.statistics)) }),
        ColumnVector(.timestamps(suites.map { _ in time.microseconds })),
      ], rowCount: suites.count)
    let rows = suites.flatMap { suite in suite.checks.flatMap { $0.metrics(of: suite) } }
    metrics = ColumnBatch(
      names: ["run_id", "suite", "relation", "column", "metric", "value", "validated_at"],
      columns: [
        .texts(rows.map { _ in runID }),
        .texts(rows.map(\.suite)),
        .texts(rows.map(\.relation)),
        ColumnVector(
          .texts(TextVector(rows.map { $0.column ?? "" })), validity: rows.map { $0.column != nil }),
        .texts(rows.map(\.metric)),
        ColumnVector(.doubles(rows.map(\.value))),
        ColumnVector(.timestamps(rows.map { _ in time.microseconds })),
      ], rowCount: rows.count)
  }
}

/// One number that a check measured.
private struct MetricRow {
  var suite: String
  var relation: String
  var column: String?
  var metric: String
  var value: Double
}

extension CheckResult {
  /// `<id>.unexpected_count` and `.element_count` of rows, `<id>.observed_value` where it is a number.
  fileprivate func metrics(of suite: SuiteResult) -> [MetricRow] {
    measured.map { name, value in
      MetricRow(
        suite: suite.suite.name, relation: suite.relationName,
        column: expectation.columns.isEmpty ? nil : expectation.columns.joined(separator: ", "),
        metric: "\(expectation.id).\(name)", value: value)
    }
  }

  private var measured: [(String, Double)] {
    switch observation {
    case .rows(let counts):
      [
        ("unexpected_count", Double(counts.unexpected)), ("element_count", Double(counts.elements)),
      ]
    case .value(let value): value.observed.double.map { [("observed_value", $0)] } ?? []
    case nil: []
    }
  }
}

extension ColumnVector {
  fileprivate static func texts(_ texts: [String]) -> ColumnVector {
    ColumnVector(.texts(TextVector(texts)))
  }
}
