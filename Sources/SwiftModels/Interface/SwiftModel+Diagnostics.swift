package import Diagnostics

/// The calls of execution: what a model throws arrives as diagnostics with places.
extension SwiftModel {
  /// `check`, and whether the number of inputs fits.
  ///
  /// Throws: `Diagnostics`, every problem at once.
  package func diagnose(_ arguments: ModelArguments, inputs: Int, at span: Span? = nil) throws {
    var problems = Diagnostics()
    if !inputCount.contains(inputs) {
      problems.append(.wrongInputCount(inputs, inputCount, model: name, at: span))
    }
    _ = try problems.collect {
      try placing(arguments) { try check(arguments) }
    }
    try problems.throwIfErrors()
  }

  /// `outputColumns`, refused when two of them have the same name.
  package func plannedColumns(for request: ModelRequest) throws -> [ModelColumn] {
    try placing(request.arguments) {
      let columns = try outputColumns(for: request)
      if let name = columns.map(\.name).firstRepeated {
        throw ModelError("`\(self.name)` would return two columns named `\(name)`")
      }
      return columns
    }
  }

  /// `run`, with a `ModelError` turned into a diagnostic.
  package func perform(_ request: ModelRequest, in context: ModelContext) throws {
    try placing(request.arguments) { try run(request, in: context) }
  }

  private func placing<Result>(
    _ arguments: ModelArguments, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as ModelError {
      throw arguments.diagnostic(for: error)
    }
  }
}

extension Sequence where Element: Hashable {
  /// The first element that was there before.
  var firstRepeated: Element? {
    var seen: Set<Element> = []
    return first { !seen.insert($0).inserted }
  }
}

extension Diagnostic {
  fileprivate static func wrongInputCount(
    _ count: Int, _ wanted: ClosedRange<Int>, model: String, at span: Span?
  ) -> Diagnostic {
    let number =
      wanted.count == 1
      ? "\(wanted.lowerBound)" : "\(wanted.lowerBound) to \(wanted.upperBound)"
    return Diagnostic(
      code: "swift-model-inputs", "`\(model)` takes \(number) inputs, not \(count)", at: span)
  }
}
