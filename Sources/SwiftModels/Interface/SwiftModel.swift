public import Warehouse

/// A model written in Swift: rows in, rows out, a node of the graph like any SQL model.
///
/// A conforming type is a value without state: everything a run needs comes from the request and the
/// context, so one value may run several nodes at the same time.
public protocol SwiftModel: Sendable {
  /// The word after `uses:`, unique in a registry.
  var name: String { get }

  /// How many relations `input:` may name. Default: exactly one.
  var inputCount: ClosedRange<Int> { get }

  /// Whether the model asks for `context.artifacts`: a table is made for them. Default: false.
  var keepsArtifacts: Bool { get }

  /// Looks at the arguments alone, when the project is parsed. Default: accepts them.
  ///
  /// Throws: what `ModelArguments.decode` throws, or a `ModelError`.
  func check(_ arguments: ModelArguments) throws

  /// The columns of the result, decided before a row is read. No default.
  ///
  /// Throws: every problem with the arguments and the columns of the inputs.
  func outputColumns(for request: ModelRequest) throws -> [ModelColumn]

  /// Reads the inputs and appends the result to `context.output`. No default.
  ///
  /// Runs on a thread of its own and may block it. The same request and the same input rows, in any
  /// order, must give the same rows. Throws: a `ModelError`, or what the context's members throw.
  func run(_ request: ModelRequest, in context: ModelContext) throws
}

extension SwiftModel {
  public var inputCount: ClosedRange<Int> { 1...1 }
  public var keepsArtifacts: Bool { false }
  public func check(_ arguments: ModelArguments) throws {}
}

/// What is known of a node before it runs: its arguments, and the columns of its inputs.
public struct ModelRequest: Sendable {
  public let arguments: ModelArguments
  /// In the order of `input:`.
  public let inputs: [ModelInput]

  public init(arguments: ModelArguments, inputs: [ModelInput]) {
    self.arguments = arguments
    self.inputs = inputs
  }
}

/// The name and the columns of one input.
public struct ModelInput: Hashable, Sendable {
  /// As messages print it: `int_consumption_features`.
  public let name: String
  public let columns: [ModelColumn]

  public init(name: String, columns: [ModelColumn]) {
    self.name = name
    self.columns = columns
  }

  /// The column of that name; nil when there is none.
  public subscript(column: String) -> ModelColumn? { columns.first { $0.name == column } }
}

/// A column of an input or of a result.
public struct ModelColumn: Hashable, Sendable {
  public let name: String
  public let type: ColumnType
  /// Whether nothing tells the type: the warehouse declares none, and there is no value. Any will do.
  package let isUntyped: Bool

  public init(_ name: String, _ type: ColumnType) {
    self.init(name, type, isUntyped: false)
  }

  package init(_ name: String, _ type: ColumnType, isUntyped: Bool) {
    self.name = name
    self.type = type
    self.isUntyped = isUntyped
  }
}
