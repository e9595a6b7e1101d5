internal import AnomalyDetection
internal import Warehouse

/// Scores each row by how easily random splits part it from the others.
///
/// Trains on its input and scores it. Documented in `IsolationForest/README.md`.
public struct IsolationForestModel: SwiftModel {
  public init() {}

  public var name: String { "isolation_forest" }

  /// What is scored; and what it is trained with, if that is another relation.
  public var inputCount: ClosedRange<Int> { 1...2 }
  public var keepsArtifacts: Bool { true }

  public func check(_ arguments: ModelArguments) throws {
    _ = try IsolationForestArguments(arguments)
  }

  /// The key, `anomaly_score`, `is_anomaly`, `model_version`, and `top_feature` if asked for.
  public func outputColumns(for request: ModelRequest) throws -> [ModelColumn] {
    let arguments = try IsolationForestArguments(request.arguments)
    try check(arguments, against: request)
    let input = request.inputs[0]
    let key = arguments.key.compactMap { input[$0] }
    let results = [
      ModelColumn("anomaly_score", .double), ModelColumn("is_anomaly", .boolean),
      ModelColumn("model_version", .text),
    ]
    return key + results + (arguments.explain ? [ModelColumn("top_feature", .text)] : [])
  }

  public func run(_ request: ModelRequest, in context: ModelContext) throws {
    let arguments = try IsolationForestArguments(request.arguments)
    try check(arguments, against: request)
    try IsolationForestRun(arguments, context).perform()
  }

  private func check(
    _ arguments: IsolationForestArguments, against request: ModelRequest
  ) throws {
    try request.arguments.refuse { problems in
      for input in request.inputs { problems += self.problems(arguments, input) }
    }
  }

  private func problems(
    _ arguments: IsolationForestArguments, _ input: ModelInput
  ) -> [ModelError] {
    var problems: [ModelError] = []
    for (index, name) in arguments.key.enumerated() where input[name] == nil {
      problems.append(.noColumn(name, in: input, argument: "key.\(index)"))
    }
    let features = arguments.features.enumerated().map { ("features", ".\($0)", $1) }
    let weight = arguments.sampleWeight.map { [("sample_weight", "", $0)] } ?? []
    for (argument, place, name) in features + weight {
      guard let column = input[name] else {
        problems.append(.noColumn(name, in: input, argument: argument + place))
        continue
      }
      if arguments.categorical.contains(name) {
        guard !column.isCategorical else { continue }
        problems.append(.notCategorical(column, argument: argument + place))
      } else if !column.isNumeric {
        let canBeCategory = argument == "features" && column.isCategorical
        problems.append(
          .notNumeric(
            column, argument: argument, place: argument + place,
            help: canBeCategory ? ["or name it in `categorical`"] : []))
      }
    }
    return problems
  }
}
