package import Warehouse

/// An input that a query of the model's own can read, in the session that writes the result.
package protocol QueryableInput: InputTable {
  /// To stand behind `from`.
  var source: SQL { get }
  var dialect: any Dialect { get }

  /// The rows of a query over `source`, a few.
  func rows(of query: SQL) throws -> [[SQLValue]]
}

/// An output that takes the rows of a query: nothing passes through this process.
package protocol QueryableOutput: OutputTable {
  /// The query's columns are those that `outputColumns(for:)` declared, in that order.
  func append(rowsOf query: SQL) throws

  /// The rows of a query over all that was appended so far, a few; waits for them.
  ///
  /// - Parameter query: given what is to stand behind `from`.
  func rows(of query: @escaping @Sendable (SQL) -> SQL) throws -> [[SQLValue]]
}
