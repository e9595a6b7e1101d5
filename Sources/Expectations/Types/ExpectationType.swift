import Diagnostics

/// What is known of one type of expectation: its name, its arguments, how it is checked and said.
///
/// One value per file in `Library`; `ExpectationType.all` lists them.
package struct ExpectationType: Sendable {
  /// What the expectation is about, for grouping in reports and documentation.
  package enum Category: String, Sendable, CaseIterable {
    case completeness, uniqueness, validity, numeric, schema, volume, timeSeries, reconciliation
    case custom
    /// Compared with what earlier runs measured.
    case anomaly
  }

  /// Which arguments every expectation of this shape takes, and how its rows are filtered.
  package enum Shape: Sendable {
    /// Row by row: `mostly` and the row filter apply.
    case map
    /// One number of the filtered rows.
    case aggregate
    /// The relation's shape or a query of its own: no row filter.
    case table
  }

  /// `expect_column_values_to_not_be_null`.
  package let name: String
  /// Other names that are accepted: dbt's `not_null`.
  package let aliases: [String]
  package let category: Category
  package let shape: Shape
  /// One sentence: when the expectation is met.
  package let summary: String
  /// Without the ones that every expectation of the shape takes.
  package let parameters: [Parameter]
  /// The expectation in words, for people: "`meter_id` is never empty".
  package let sentence: @Sendable (Arguments) -> String
  /// What the arguments must agree on beside their types; problems as (argument, message).
  let problems: @Sendable (Arguments) -> [ArgumentProblem]
  /// How it is measured and judged.
  ///
  /// Throws: a `Diagnostic` when these arguments cannot be checked on this relation.
  let check: @Sendable (CheckContext) throws -> Check

  init(
    _ name: String, aliases: [String] = [], _ category: Category, _ shape: Shape,
    summary: String, parameters: [Parameter],
    sentence: @escaping @Sendable (Arguments) -> String,
    problems: @escaping @Sendable (Arguments) -> [ArgumentProblem] = { _ in [] },
    check: @escaping @Sendable (CheckContext) throws -> Check
  ) {
    self.name = name
    self.aliases = aliases
    self.category = category
    self.shape = shape
    self.summary = summary
    self.parameters = parameters
    self.sentence = sentence
    self.problems = problems
    self.check = check
  }
}

/// A rule between or beyond the types of arguments that is broken at one of them.
struct ArgumentProblem {
  var argument: String
  var code: String
  var message: String
  var severity = Diagnostic.Severity.error
}
