package import PlainData

/// One check on a relation as the reports show it: an expectation, or one of dbt's tests.
package struct Check: Hashable, Sendable {
  /// The same in every run: ties a check to its history.
  package var id: String
  package var expectation: String
  /// Empty for a check on the relation as a whole.
  package var columns: [String]
  /// What is expected, in words.
  package var sentence: String
  package var description: String?
  /// `critical`, `warning` or `info`.
  package var severity: String
  package var state: CheckState
  /// The arguments besides the columns.
  package var arguments: PlainMap
  /// Rows that are not as expected, and rows that were judged.
  package var unexpected: Int?
  package var considered: Int?
  /// Where not rows but a property of the relation is judged.
  package var observed: PlainValue?
  package var sample: Sample?
  /// The SQL that finds every failing row.
  package var query: String?
  /// Why it could not be evaluated.
  package var error: String?

  /// Some failing rows.
  package struct Sample: Hashable, Sendable {
    package var columns: [String]
    package var rows: [[PlainValue]]

    package init(columns: [String], rows: [[PlainValue]]) {
      self.columns = columns
      self.rows = rows
    }
  }

  package init(id: String, expectation: String, sentence: String, state: CheckState) {
    self.id = id
    self.expectation = expectation
    self.sentence = sentence
    self.state = state
    columns = []
    severity = "critical"
    arguments = PlainMap()
  }
}

extension Check {
  /// The number whose trend is drawn: failing rows, or the observed value.
  package var metric: Double? { unexpected.map(Double.init) ?? observed?.double }

  /// What was found, in words; nil when there is nothing to say.
  var finding: String? {
    if let unexpected {
      guard let considered else { return "\(Wording.count(unexpected, "row")) not as expected" }
      let share = Wording.percentage(unexpected, of: considered).map { " (\($0))" } ?? ""
      return "\(Wording.count(unexpected)) of \(Wording.count(considered, "row"))\(share)"
    }
    return observed.map(Wording.value)
  }

  /// The same check without any value of `hidden` columns.
  func concealing(_ hidden: Set<String>) -> Check {
    guard !hidden.isEmpty else { return self }
    var copy = self
    let concerns = columns.contains { hidden.contains($0.lowercased()) }
    if concerns, let observed, observed.double == nil || !Self.counting.contains(expectation) {
      copy.observed = .string(Self.concealed)
    }
    if let sample {
      let shown = sample.columns.map { !hidden.contains($0.lowercased()) }
      copy.sample?.rows = sample.rows.map { row in
        zip(row, shown).map { $1 ? $0 : .string(Self.concealed) }
      }
    }
    // A database quotes offending values in its details.
    if let error { copy.error = error.split(separator: "\n").first.map(String.init) }
    return copy
  }

  static let concealed = "hidden (pii)"

  /// Expectations whose observed number is a count or a share, never a value of a row.
  private static let counting: Set<String> = [
    "expect_column_unique_value_count_to_be_between",
    "expect_column_proportion_of_unique_values_to_be_between",
    "expect_column_proportion_of_non_null_values_to_be_between",
    "expect_table_row_count_to_be_between", "expect_table_row_count_to_equal",
  ]
}
