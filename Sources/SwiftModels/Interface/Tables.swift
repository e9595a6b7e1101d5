public import Warehouse

/// An input relation that hands its rows over in batches, as often as it is asked.
public protocol InputTable: AnyObject {
  /// As messages print it.
  var name: String { get }
  var columns: [ModelColumn] { get }

  /// Reads the selected columns from the first row to the last; may be called several times.
  ///
  /// The rows are the same each time; their order is the same only if `selection.order` names a key.
  /// No batch is empty: an empty relation calls `body` never. Memory does not grow with the number
  /// of rows. Throws: what `body` throws, and the warehouse's own errors.
  func forEachBatch(_ selection: InputSelection, _ body: (ColumnBatch) throws -> Void) throws
}

/// Which columns of an input are wanted, and in which order its rows.
public struct InputSelection: Hashable, Sendable {
  /// In the order wanted; nil means all, in the relation's order.
  public var columns: [String]?
  /// Ascending by these columns; empty (the default) means as the warehouse finds them.
  public var order: [String]
  /// Rows of a batch, at most; default 8,192.
  public var batchSize: Int

  public init(columns: [String]? = nil, order: [String] = [], batchSize: Int = 8192) {
    self.columns = columns
    self.order = order
    self.batchSize = batchSize
  }
}

/// Where the result goes.
public protocol OutputTable: AnyObject {
  /// Takes over the next rows; blocks while the warehouse is behind.
  ///
  /// Precondition: the batch has the columns that `outputColumns(for:)` declared, in that order.
  /// Throws: the warehouse's error, when it refused earlier rows.
  func append(_ batch: ColumnBatch) throws
}
