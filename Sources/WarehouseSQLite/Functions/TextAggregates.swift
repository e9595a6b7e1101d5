/// `string_agg(x, separator)` and `listagg(x [, separator])`, in the order of the rows, as SQLite before
/// 3.44 has no `order by` inside of a call; and `listagg_ordered(x, separator, most, directions, key …)`,
/// which sorts by the keys: `directions` has an `a` or a `d` for each, `most` is how many are joined, or null.
enum TextAggregates {
  static let all: [AggregateFunction] = [
    AggregateFunction("string_agg", 2...2) { Joined() },
    AggregateFunction("listagg", 1...2) { Joined() },
    AggregateFunction("listagg_ordered", 4...12) { JoinedInOrder() },
  ]
}

private final class Joined: Accumulator {
  private var pieces: [(separator: String, text: String)] = []
  private var start = 0

  func add(_ arguments: Arguments) {
    guard !arguments.isNull(0) else { return }
    pieces.append((arguments.isNull(1) ? "" : arguments.text(1), arguments.text(0)))
  }

  func removeOldest(_ arguments: Arguments) {
    if !arguments.isNull(0) { start += 1 }
  }

  func value() -> FunctionValue {
    guard start < pieces.count else { return .null }
    var text = pieces[start].text
    for piece in pieces[(start + 1)...] { text += piece.separator + piece.text }
    return .text(text)
  }
}

private final class JoinedInOrder: Accumulator {
  private var pieces: [(separator: String, text: String, keys: [FunctionValue])] = []
  private var start = 0
  private var most: Int?
  private var isDescending: [Bool] = []

  func add(_ arguments: Arguments) throws(FunctionFailure) {
    guard !arguments.isNull(0) else { return }
    let count = arguments.count - 4
    isDescending = arguments.text(3).map { $0 == "d" }
    guard isDescending.count == count else {
      throw FunctionFailure("there are \(isDescending.count) directions for \(count) keys")
    }
    most = arguments.isNull(2) ? nil : max(0, Int(try arguments.double(2)))
    pieces.append(
      (
        arguments.isNull(1) ? "" : arguments.text(1), arguments.text(0),
        (0..<count).map { arguments.any($0 + 4) }
      ))
  }

  func removeOldest(_ arguments: Arguments) {
    if !arguments.isNull(0) { start += 1 }
  }

  func value() -> FunctionValue {
    let sorted = pieces[start...].enumerated().sorted {
      precedes($0.element.keys, $1.element.keys) ?? ($0.offset < $1.offset)
    }.map(\.element).prefix(most ?? .max)
    guard let first = sorted.first else { return .null }
    return .text(sorted.dropFirst().reduce(first.text) { $0 + $1.separator + $1.text })
  }

  /// nil when all keys are equal.
  private func precedes(_ one: [FunctionValue], _ other: [FunctionValue]) -> Bool? {
    for (index, isDescending) in isDescending.enumerated() where one[index] != other[index] {
      return isDescending ? other[index] < one[index] : one[index] < other[index]
    }
    return nil
  }
}
