internal import Diagnostics
internal import Warehouse

extension ModelError {
  /// An argument names a column that the input lacks.
  public static func noColumn(
    _ name: String, in input: ModelInput, argument: String
  ) -> ModelError {
    let names = input.columns.map(\.name)
    let nearest = NearMiss.help(for: name, among: names)
    return ModelError(
      "`\(input.name)` has no column `\(name)`", argument: argument, code: "swift-model-column",
      help: nearest.isEmpty ? ["its columns: \(names.joined(separator: ", "))"] : nearest)
  }
}

extension ModelError {
  /// A column that must hold numbers does not.
  static func notNumeric(
    _ column: ModelColumn, argument: String, place: String, help: [String] = []
  ) -> ModelError {
    ModelError(
      "`\(column.name)` is \(column.type.rawValue), and `\(argument)` takes numbers only",
      argument: place, code: "swift-model-column",
      help: ["cast or encode it as a number in the input's SQL"] + help)
  }

  /// A column of categories is neither text nor whole numbers.
  static func notCategorical(_ column: ModelColumn, argument: String) -> ModelError {
    ModelError(
      "`\(column.name)` is \(column.type.rawValue), and categories are texts, whole numbers or booleans",
      argument: argument, code: "swift-model-column",
      help: ["cast it to text in the input's SQL"])
  }
}

extension ModelError {
  /// A column that must hold times does not.
  static func noTime(_ column: ModelColumn) -> ModelError {
    ModelError(
      "`\(column.name)` is \(column.type.rawValue), and `time` takes times", argument: "time",
      code: "swift-model-column", help: ["cast it to a timestamp in the input's SQL"])
  }
}

extension ModelArguments {
  /// Throws: all the problems that `body` lists, each placed at its argument.
  public func refuse(_ body: (inout [ModelError]) -> Void) throws {
    var problems: [ModelError] = []
    body(&problems)
    try Diagnostics(problems.map(diagnostic)).throwIfErrors()
  }
}
