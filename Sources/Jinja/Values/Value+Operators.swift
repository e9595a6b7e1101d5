extension Value {
  /// Python's `self + other`. Throws: `type-error` for values that cannot be added.
  package func adding(_ other: Value, limit: Int = 1 << 30) throws -> Value {
    try Operators.apply(.add, self, other, limit: limit)
  }
}
