package import Diagnostics
package import PlainData

/// One expectation with its arguments: a line of a suite.
package struct Expectation: Sendable {
  package let type: ExpectationType
  /// The name as it was written, which may be an alias: `not_null`.
  package let name: String
  package let arguments: Arguments
  package var severity: Severity
  /// Conditions of the suite and of the expectation; rows that do not meet all of them are ignored.
  package var rowConditions: [RowCondition]
  package var tolerance: Tolerance
  /// What the author wrote about it, for the report.
  package var description: String?
  package var meta: PlainMap
  /// `{{ ref('…') }}` and `{{ source('…', '…') }}` in its SQL, as they were written.
  var templateReferences: [SuiteTarget]
  /// Where the name stands.
  package let span: Span
  /// Unique in its suite and the same from run to run while the arguments are: the key of history.
  ///
  /// `expect_column_values_to_not_be_null(meter_id)`, with ` #2` when the suite repeats it.
  package var id: String

  /// Relations that the expectation reads beside the suite's target.
  package var references: [SuiteTarget] {
    let named = type.parameters.filter { $0.kind.isRelation }.flatMap { parameter in
      arguments.values(parameter.name).compactMap(\.string)
        .compactMap(SuiteTarget.init(parsing:))
    }
    return named + templateReferences
  }

  /// Columns that arguments name, in order; the report files the check under them.
  package var columns: [String] {
    type.parameters.filter { $0.kind.isColumn }.flatMap { parameter in
      arguments.values(parameter.name).compactMap(\.string)
    }
  }

  /// The expectation in words: "`meter_id` is never empty where `quality_flag = 'ok'`".
  package var sentence: String {
    let rows = rowConditions.isEmpty ? "" : " where \(RowCondition.all(rowConditions).words)"
    return type.sentence(arguments) + rows
  }
}
