import Warehouse

/// What a warehouse did otherwise than it must.
package struct ConformanceFailure: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

/// Throws unless `actual` equals `expected`.
func expect<Value: Equatable>(
  _ actual: Value, equals expected: Value, _ subject: String
) throws(ConformanceFailure) {
  if actual != expected {
    throw ConformanceFailure("\(subject): expected \(expected), found \(actual)")
  }
}

/// Throws unless `condition` holds.
func expect(_ condition: Bool, _ claim: String) throws(ConformanceFailure) {
  if !condition { throw ConformanceFailure("not so: \(claim)") }
}

/// The database's error that `body` throws.
///
/// Throws: when nothing or something else is thrown, or when its kind is not among `kinds`.
@discardableResult
func expectError(
  _ kinds: DatabaseError.Kind..., from subject: String, _ body: () throws -> Void
) throws -> DatabaseError {
  do {
    try body()
  } catch let error as DatabaseError {
    guard kinds.contains(error.kind) else {
      throw ConformanceFailure(
        "\(subject): expected an error of kind \(kinds), found \(error.kind): \(error)")
    }
    return error
  }
  throw ConformanceFailure("\(subject): expected an error of kind \(kinds), and none came")
}
