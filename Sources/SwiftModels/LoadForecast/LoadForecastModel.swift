internal import Forecasting
internal import Warehouse

/// Forecasts loads, each series by the method that was best in a back-test.
///
/// Documented in `LoadForecast/README.md`.
public struct LoadForecastModel: SwiftModel {
  public init() {}

  public var name: String { "load_forecast" }

  public func check(_ arguments: ModelArguments) throws {
    _ = try LoadForecastArguments(arguments)
  }

  public func outputColumns(for request: ModelRequest) throws -> [ModelColumn] {
    let arguments = try LoadForecastArguments(request.arguments)
    let input = request.inputs[0]
    try check(arguments, against: input, request.arguments)
    let key = arguments.key.compactMap { input[$0] }
    let time = ForecastRows.timeType(input[arguments.time]?.type)
    return key + ForecastRows.columns(of: arguments.output, time: time)
  }

  public func run(_ request: ModelRequest, in context: ModelContext) throws {
    let arguments = try LoadForecastArguments(request.arguments)
    let input = request.inputs[0]
    try check(arguments, against: input, request.arguments)
    var run = LoadForecastRun(arguments, context, time: input[arguments.time]?.type)
    try run.perform()
  }

  private func check(
    _ arguments: LoadForecastArguments, against input: ModelInput, _ written: ModelArguments
  ) throws {
    try written.refuse { problems in
      for (index, name) in arguments.key.enumerated() where input[name] == nil {
        problems.append(.noColumn(name, in: input, argument: "key.\(index)"))
      }
      if let column = input[arguments.time] {
        if !column.isTime { problems.append(.noTime(column)) }
      } else {
        problems.append(.noColumn(arguments.time, in: input, argument: "time"))
      }
      let numbers = [
        ("value", arguments.value as String?), ("temperature", arguments.temperature),
        ("workday", arguments.workday),
      ]
      for case (let argument, let name?) in numbers {
        if let column = input[name] {
          guard !column.isNumeric else { continue }
          problems.append(.notNumeric(column, argument: argument, place: argument))
        } else {
          problems.append(.noColumn(name, in: input, argument: argument))
        }
      }
    }
  }
}
