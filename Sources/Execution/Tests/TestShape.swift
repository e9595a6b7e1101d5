/// A data test whose failing rows can be counted in the same scan as those of others: `not_null` and
/// `accepted_values` as they were compiled, whichever macro it was.
struct TestShape: Hashable {
  /// The tested relation in SQL.
  let relation: String
  /// `count(*) filter (where …)`: how many rows the test would return.
  let count: String

  /// nil for SQL of another shape: a `where` config, an expression in place of a column.
  init?(_ sql: String) {
    var words = TestWords(sql)
    guard words.skip("select") else { return nil }
    if words.skip("value_field, n_records from ( select") {
      self.init(acceptedValues: words)
    } else {
      self.init(notNull: words)
    }
  }

  /// `select c from r where c is null`
  private init?(notNull sql: TestWords) {
    var words = sql
    guard let column = words.name(), words.skip("from"), let relation = words.name(),
      words.skip("where \(column) is null"), words.isAtEnd
    else { return nil }
    self.relation = relation
    count = "count(*) filter (where \(column) is null)"
  }

  /// The test returns a row for each different value.
  private init?(acceptedValues sql: TestWords) {
    var words = sql
    guard let column = words.name(), words.skip("as value_field, count(*) as n_records from"),
      let relation = words.name(), words.skip("group by \(column) ) all_values"),
      words.skip("where value_field not in ("), let values = words.upToClosingParenthesis()
    else { return nil }
    self.relation = relation
    count = "count(distinct \(column)) filter (where \(column) not in (\(values)\n))"
  }
}

/// Reads compiled SQL word by word, however it is laid out.
private struct TestWords {
  private var rest: Substring

  init(_ sql: String) { rest = sql[...] }

  var isAtEnd: Bool { rest.allSatisfy(\.isWhitespace) }

  /// Whether the text goes on with these words; they are left behind then.
  mutating func skip(_ words: String) -> Bool {
    var ahead = rest
    for word in words.split(separator: " ") {
      ahead = ahead.drop(while: \.isWhitespace)
      guard ahead.hasPrefix(word) else { return false }
      ahead = ahead.dropFirst(word.count)
    }
    rest = ahead
    return true
  }

  /// A name of one or more parts, each bare or in double quotes.
  mutating func name() -> String? {
    let text = rest.drop(while: \.isWhitespace)
    var isQuoted = false
    let end = text.firstIndex { character in
      if character == "\"" { isQuoted.toggle() }
      return !isQuoted && !Self.isPartOfName(character)
    }
    guard let end, end > text.startIndex else { return nil }
    rest = text[end...]
    return String(text[..<end])
  }

  private static func isPartOfName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_.$\"".contains(character)
  }

  /// Everything before the parenthesis that ends the text.
  func upToClosingParenthesis() -> String? {
    guard let end = rest.lastIndex(where: { !$0.isWhitespace }), rest[end] == ")" else {
      return nil
    }
    return String(rest[..<end])
  }
}
