/// How one expectation is measured and judged.
struct Check: Sendable {
  var measures: [Measure]
  /// What the measures say; a pure function of what was read.
  var observe: @Sendable (Readings) throws -> Observation
  /// Where the rows are that break the expectation; nil where no row does.
  var unexpected: UnexpectedRows?
  /// The same where only what was read tells it; nil where nothing is to be shown.
  var unexpectedAfter: (@Sendable (Readings) throws -> UnexpectedRows?)?
  /// Measures that a pass over the rows can take without SQL, where no row filter is stated.
  var natives: [Measure: NativeMeasure] = [:]
  /// Measures that can be taken of a column's different values instead of its rows.
  var byValue: [Measure: Measure] = [:]
  /// Whether judging a value takes longer than finding it among a few others.
  var isCostly = false

  init(
    _ measures: [Measure], unexpected: UnexpectedRows? = nil,
    observe: @escaping @Sendable (Readings) throws -> Observation
  ) {
    self.measures = measures
    self.unexpected = unexpected
    self.observe = observe
  }
}

/// The rows that break an expectation.
enum UnexpectedRows: Hashable, Sendable {
  /// Rows of the relation that meet a condition; `columns` are shown of them.
  case rows(condition: String, columns: [String])
  /// The result of a query; all of its columns are shown.
  case query(String)
}
