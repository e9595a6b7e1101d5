/// Aggregates that look at the values in order: `median(x)`, `percentile_cont(x, 0.9)`,
/// `percentile_disc(x, 0.9)`, `mode(x)`, and `any_value(x)`, which takes the first. PostgreSQL writes
/// `percentile_cont(0.9) within group (order by x)`, which SQLite's grammar lacks.
enum OrderAggregates {
  static let all: [AggregateFunction] = [
    AggregateFunction("median", 1...1) { Percentile(isContinuous: true) },
    AggregateFunction("percentile_cont", 2...2) { Percentile(isContinuous: true) },
    AggregateFunction("percentile_disc", 2...2) { Percentile(isContinuous: false) },
    AggregateFunction("mode", 1...1) { Mode() },
    AggregateFunction("any_value", 1...1) { AnyValue() },
  ]
}

/// Values in the order of their coming, the oldest of which can go.
private struct Frame<Element> {
  private var values: [Element] = []
  private var start = 0

  var current: ArraySlice<Element> { values[start...] }

  mutating func append(_ value: Element) { values.append(value) }

  mutating func removeFirst() {
    start += 1
    guard start > 64, start * 2 > values.count else { return }
    values.removeFirst(start)
    start = 0
  }
}

private final class Percentile: Accumulator {
  private let isContinuous: Bool
  private var fraction = 0.5
  /// Where they are all numbers, which is usual, they are kept as such.
  private var numbers = Frame<Double>()
  private var values = Frame<FunctionValue>()

  init(isContinuous: Bool) { self.isContinuous = isContinuous }

  func add(_ arguments: Arguments) throws(FunctionFailure) {
    if arguments.count > 1 {
      guard !arguments.isNull(1) else { throw FunctionFailure("the fraction is null") }
      fraction = try arguments.double(1)
      guard (0...1).contains(fraction) else {
        throw FunctionFailure("the fraction \(fraction) is not between 0 and 1")
      }
    }
    guard !arguments.isNull(0) else { return }
    if isContinuous {
      numbers.append(try arguments.double(0))
    } else {
      values.append(arguments.any(0))
    }
  }

  func removeOldest(_ arguments: Arguments) {
    guard !arguments.isNull(0) else { return }
    if isContinuous { numbers.removeFirst() } else { values.removeFirst() }
  }

  func value() -> FunctionValue {
    if !isContinuous {
      let sorted = values.current.sorted()
      let index = Int((fraction * Double(sorted.count)).rounded(.up)) - 1
      return sorted.isEmpty ? .null : sorted[max(0, index)]
    }
    let sorted = numbers.current.sorted()
    guard !sorted.isEmpty else { return .null }
    let place = fraction * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return .double(sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below)))
  }
}

/// The most frequent value; of several, the first in order.
private final class Mode: Accumulator {
  private var counts: [FunctionValue: Int] = [:]

  func add(_ arguments: Arguments) {
    guard !arguments.isNull(0) else { return }
    counts[arguments.any(0), default: 0] += 1
  }

  func removeOldest(_ arguments: Arguments) {
    guard !arguments.isNull(0) else { return }
    let value = arguments.any(0)
    counts[value] = counts[value].flatMap { $0 > 1 ? $0 - 1 : nil }
  }

  func value() -> FunctionValue {
    counts.min { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }?.key ?? .null
  }
}

/// Keeps all values, as the frame of a window may lose the first.
private final class AnyValue: Accumulator {
  private var values = Frame<FunctionValue>()

  func add(_ arguments: Arguments) {
    if !arguments.isNull(0) { values.append(arguments.any(0)) }
  }

  func removeOldest(_ arguments: Arguments) {
    if !arguments.isNull(0) { values.removeFirst() }
  }

  func value() -> FunctionValue { values.current.first ?? .null }
}
