/// `bool_and`, `every`, `bool_or`: 1 or 0, null without rows.
enum BooleanAggregates {
  static let all: [AggregateFunction] = [
    AggregateFunction("bool_and", 1...1) { Votes(needsAll: true) },
    AggregateFunction("every", 1...1) { Votes(needsAll: true) },
    AggregateFunction("bool_or", 1...1) { Votes(needsAll: false) },
  ]
}

private final class Votes: Accumulator {
  private let needsAll: Bool
  private var yes = 0
  private var no = 0

  init(needsAll: Bool) { self.needsAll = needsAll }

  func add(_ arguments: Arguments) throws(FunctionFailure) { try count(arguments, 1) }
  func removeOldest(_ arguments: Arguments) throws(FunctionFailure) { try count(arguments, -1) }

  private func count(_ arguments: Arguments, _ step: Int) throws(FunctionFailure) {
    guard !arguments.isNull(0) else { return }
    if try arguments.boolean(0) { yes += step } else { no += step }
  }

  func value() -> FunctionValue {
    yes + no == 0 ? .null : .boolean(needsAll ? no == 0 : yes > 0)
  }
}
