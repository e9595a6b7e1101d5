package import PlainData

/// What was found, before severity and tolerance have their say.
package enum Observation: Hashable, Sendable {
  /// Rows were judged one by one.
  case rows(RowCounts)
  /// Something about the whole relation was judged.
  case value(ObservedValue)
}

/// How many rows were looked at, and how many were not as expected.
package struct RowCounts: Hashable, Sendable {
  /// Rows that the row filter leaves.
  package var elements: Int
  /// Rows that are not judged because values are missing; nil where missing is what is judged.
  package var missing: Int?
  package var unexpected: Int

  /// Rows that are judged.
  package var considered: Int { elements - (missing ?? 0) }
}

/// A value of the relation and whether it is as expected.
package struct ObservedValue: Hashable, Sendable {
  package var isMet: Bool
  package var observed: PlainValue
  /// Whether values of the relation's rows can be read off `observed` and `fields`: a maximum, not a
  /// count.
  var holdsData: Bool
  /// More of Great Expectations' result fields: `details`, `unexpected_count`.
  package var fields: PlainMap

  init(isMet: Bool, observed: PlainValue, holdsData: Bool = false, fields: PlainMap = [:]) {
    self.isMet = isMet
    self.observed = observed
    self.holdsData = holdsData
    self.fields = fields
  }
}
