package import PlainData

/// Which rows an expectation looks at: SQL as written, or Great Expectations' condition objects.
package indirect enum RowCondition: Hashable, Sendable {
  case sql(String)
  case comparison(column: String, operator: ComparisonOperator, value: PlainValue)
  case nullity(column: String, isNull: Bool)
  case all([RowCondition])
  case any([RowCondition])
}

/// The operators of Great Expectations' comparison conditions, spelt as its JSON has them.
package enum ComparisonOperator: String, Hashable, Sendable, CaseIterable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case atMost = "<="
  case greater = ">"
  case atLeast = ">="
  case isIn = "IN"
  case isNotIn = "NOT_IN"
}
