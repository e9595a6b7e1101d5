/// An aggregate of rows as it stands in SQL, taken apart: `sum("kwh") FILTER (WHERE "kwh" > 0)`.
///
/// Only of SQL that says the same of a row whenever it is asked: no clock, no chance, no other rows.
/// What is not surely that, among it the author's own SQL, is none.
struct AggregateCall: Hashable, Sendable {
  /// In lower case.
  let function: String
  /// With its parentheses and its filter.
  let rest: String

  init?(_ sql: String) {
    guard let tokens = StableSQL.tokens(of: sql), tokens.count > 3, tokens[1].text == "(",
      let close = Self.closing(tokens, from: 1)
    else { return nil }
    if close < tokens.count - 1 {
      guard tokens[close + 1].text == "filter", tokens.count > close + 3,
        Self.closing(tokens, from: close + 2) == tokens.count - 1
      else { return nil }
    }
    function = tokens[0].text
    rest = String(sql[tokens[1].place...])
  }

  /// The place of the parenthesis that closes the one at `open`.
  private static func closing(_ tokens: [StableSQL.Token], from open: Int) -> Int? {
    var depth = 0
    for place in open..<tokens.count {
      if tokens[place].text == "(" { depth += 1 }
      if tokens[place].text == ")" { depth -= 1 }
      if depth == 0 { return tokens[open].text == "(" ? place : nil }
    }
    return nil
  }
}
