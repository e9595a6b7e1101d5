package import PlainData
import Warehouse

extension SuiteResult {
  /// One entry of `suites` in `target/expectations.json`.
  package var plain: PlainValue {
    .map([
      "name": .string(suite.name),
      "on": .string(suite.target.description),
      "relation": .string(relationName),
      "description": .string(suite.description),
      "success": .bool(isSuccess),
      "severity": .string(suite.severity.rawValue),
      "tags": .list(suite.tags.map { .string($0) }),
      "statistics": .map(statistics),
      "statements": .int(statements),
      "scans": .int(scans),
      "seconds": .double(seconds),
      "results": .list(checks.map(\.plain)),
    ])
  }

  /// Great Expectations' `statistics`; checks in error count as evaluated and unsuccessful.
  package var statistics: PlainMap {
    let evaluated = checks.filter { $0.status != .skipped }
    let successful = evaluated.filter(\.isMet).count
    return [
      "evaluated_expectations": .int(evaluated.count),
      "successful_expectations": .int(successful),
      "unsuccessful_expectations": .int(evaluated.count - successful),
      "success_percent": evaluated.isEmpty
        ? .null : .double(100 * Double(successful) / Double(evaluated.count)),
    ]
  }

  /// `schema.identifier`
  var relationName: String { "\(relation.schema).\(relation.identifier)" }
}

extension CheckResult {
  /// One entry of `results` in `target/expectations.json`.
  package var plain: PlainValue {
    .map([
      "expectation": .string(expectation.type.name),
      "id": .string(expectation.id),
      "kwargs": .map(expectation.arguments.plain),
      "columns": .list(expectation.columns.map { .string($0) }),
      "sentence": .string(expectation.sentence),
      "description": expectation.description.map { .string($0) } ?? .null,
      "meta": .map(expectation.meta),
      "severity": .string(expectation.severity.rawValue),
      "status": .string(status.rawValue),
      "success": .bool(isMet),
      "result": .map(fields()),
      "exception": error.map { ["message": .string($0)] } ?? .null,
    ])
  }
}
