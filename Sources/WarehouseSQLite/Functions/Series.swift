import Warehouse

/// The numbers or times from a start to a stop, both included.
final class Series {
  private enum Step {
    case number(Int64)
    /// By so many of the unit.
    case interval(Double, DateUnit)
  }

  /// A number, or microseconds since 1970; nil behind the end.
  private(set) var current: Int64?
  private(set) var row: Int64 = 0
  private var stop: Int64 = 0
  private var step = Step.number(1)
  private var arguments: [FunctionValue] = []
  private var hasZone = false

  /// Throws: when start and stop are of two kinds, or the step is nought or not understood.
  func start(bounds: Int32, _ values: Arguments) throws(FunctionFailure) {
    row = 1
    current = nil
    guard bounds & 3 == 3 else { throw FunctionFailure("a start and a stop are needed") }
    arguments = (0..<values.count).map(values.any)
    if values.hasNull { return }
    if values.isNumber(0) {
      try startNumbers(values)
    } else {
      try startTimes(values)
    }
    if !isInside { current = nil }
  }

  private func startNumbers(_ values: Arguments) throws(FunctionFailure) {
    step = .number(values.count > 2 ? Int64(try values.integer(2)) : 1)
    guard !isStepNought else { throw FunctionFailure("the step must not be 0") }
    stop = Int64(try values.integer(1))
    current = Int64(try values.integer(0))
  }

  private func startTimes(_ values: Arguments) throws(FunctionFailure) {
    guard values.count > 2 else { throw FunctionFailure("dates need a step: `1 day`") }
    let words = values.text(2).split(separator: " ")
    guard words.count == 2, let count = Double(words[0]) else {
      throw FunctionFailure("`\(values.text(2))` is no step: write `1 day`")
    }
    step = .interval(count, try DateUnit(String(words[1])))
    guard !isStepNought else { throw FunctionFailure("the step must not be 0") }
    let first = try values.timestamp(0)
    hasZone = first.hasZone
    stop = try values.timestamp(1).microseconds
    current = first.microseconds
  }

  private var isStepNought: Bool {
    switch step {
    case .number(let step): step == 0
    case .interval(let count, let unit): unit.months == nil ? count == 0 : abs(count) < 1
    }
  }

  private var isRising: Bool {
    switch step {
    case .number(let step): step > 0
    case .interval(let count, _): count > 0
    }
  }

  private var isInside: Bool {
    current.map { isRising ? $0 <= stop : $0 >= stop } ?? false
  }

  func advance() {
    guard let value = current else { return }
    row += 1
    switch step {
    case .number(let step):
      let (sum, overflows) = value.addingReportingOverflow(step)
      current = overflows ? nil : sum
    case .interval(let count, let unit):
      current = try? DateFunctions.adding(count, unit, to: value)
    }
    if !isInside { current = nil }
  }

  /// 0 and 4: the value; 1 to 3: the arguments.
  func column(_ index: Int) -> FunctionValue {
    if (1...3).contains(index) { return index <= arguments.count ? arguments[index - 1] : .null }
    guard let current else { return .null }
    if case .interval = step { return .text(DateFunctions.text(current, hasZone: hasZone)) }
    return .integer(current)
  }
}
