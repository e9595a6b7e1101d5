/// `string_agg(x, separator)` and `listagg(x [, separator])`, in the order of the rows: give it by a
/// subquery, as SQLite has no `order by` inside of a call.
enum TextAggregates {
  static let all: [AggregateFunction] = [
    AggregateFunction("string_agg", 2...2) { Joined() },
    AggregateFunction("listagg", 1...2) { Joined() },
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
