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
  /// `<id>.status`, the place of the status among all, from 0 for `pass`; `<id>.unexpected_count` and
  /// `.element_count` of rows, `<id>.observed_value` where it is a number.
  fileprivate func metrics(of suite: SuiteResult) -> [MetricRow] {
    measured.map { name, value in
      MetricRow(
        suite: suite.suite.name, relation: suite.relationName,
        column: expectation.columns.isEmpty ? nil : expectation.columns.joined(separator: ", "),
        metric: "\(expectation.id).\(name)", value: value)
    }
  }

  /// A check that could not be evaluated has a status, too: since when, is asked of it like of others.
  private var measured: [(String, Double)] { [("status", status.rank)] + numbers }

  private var numbers: [(String, Double)] {
    switch observation {
    case .rows(let counts):
      [
        ("unexpected_count", Double(counts.unexpected)), ("element_count", Double(counts.elements)),
      ]
    case .value(let value):
      (value.observed.double.map { [("observed_value", $0)] } ?? [])
        + value.columns.enumerated().map { ("column \($1)", Double($0)) }
    case nil: []
    }
  }
}

extension ObservedValue {
  /// Columns of a schema, each with its type: what the next run compares its own with.
  fileprivate var columns: [String] { fields["columns"]?.list?.compactMap(\.string) ?? [] }
}

extension ColumnVector {
  fileprivate static func texts(_ texts: [String]) -> ColumnVector {
    ColumnVector(.texts(TextVector(texts)))
  }
}
