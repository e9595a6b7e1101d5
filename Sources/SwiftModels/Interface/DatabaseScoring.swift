package import Warehouse

/// An input that a query of the model's own can read, in the session that writes the result.
package protocol QueryableInput: InputTable {
  /// To stand behind `from`.
  var source: SQL { get }
  var dialect: any Dialect { get }
}

/// An output that takes the rows of a query: nothing passes through this process.
package protocol QueryableOutput: OutputTable {
  /// The query's columns are those that `outputColumns(for:)` declared, in that order.
  func append(rowsOf query: SQL) throws
}
