/// A value with the place it was written at.
package struct Located<Value: Sendable>: Sendable {
  package let value: Value
  /// Covers the value as written, quotes included.
  package let span: Span

  package init(_ value: Value, at span: Span) {
    self.value = value
    self.span = span
  }

  package func map<Other: Sendable, Failure: Error>(
    _ change: (Value) throws(Failure) -> Other
  ) throws(Failure) -> Located<Other> {
    Located<Other>(try change(value), at: span)
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
