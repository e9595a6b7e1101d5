/// A data test whose failing rows can be counted in the same scan as those of others: `not_null`,
/// `accepted_values` and `unique` as they were compiled, whichever macro it was.
struct TestShape: Hashable {
  /// How it is known how many rows the test would return.
  enum Count: Hashable {
    /// `count(*) filter (where …)`
    case aggregate(String)
    /// None where the values of an expression, NULLs aside, are shown not to repeat.
    case noneIfUnique(String)
  }

  /// The tested relation in SQL.
  let relation: String
  let count: Count

  /// nil for SQL of another shape: a `where` config, an expression in place of a column that has a
  /// `not_null`.
  init?(_ sql: String) {
    var words = TestWords(sql)
    guard words.skip("select") else { return nil }
    if words.skip("value_field, n_records from ( select") {
      self.init(acceptedValues: words)
    } else if let key = words.text(before: " as unique_field,") {
      self.init(unique: key, words)
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
    count = .aggregate("count(*) filter (where \(column) is null)")
  }

  /// The test returns a row for each different value.
  private init?(acceptedValues sql: TestWords) {
    var words = sql
    guard let column = words.name(), words.skip("as value_field, count(*) as n_records from"),
      let relation = words.name(), words.skip("group by \(column) ) all_values"),
      words.skip("where value_field not in ("), let values = words.upToClosingParenthesis()
    else { return nil }
    self.relation = relation
    count = .aggregate(
      "count(distinct \(column)) filter (where \(column) not in (\(values)\n))")
  }

  /// `k as unique_field, count(*) as n_records from r where k is not null group by k having count(*) > 1`
  private init?(unique key: String, _ sql: TestWords) {
    var words = sql
    guard words.skip("as unique_field, count(*) as n_records from"), let relation = words.name(),
      words.skip("where"), words.skip(exactly: key), words.skip("is not null group by"),
      words.skip(exactly: key), words.skip("having count(*) > 1"), words.isAtEnd
    else { return nil }
    self.relation = relation
    count = .noneIfUnique(key)
  }

  /// The expression whose values are to be unique.
  var key: String? { if case .noneIfUnique(let key) = count { key } else { nil } }
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

  /// Whether the text goes on with this one, which may hold any number of lines.
  mutating func skip(exactly text: String) -> Bool {
    let ahead = rest.drop(while: \.isWhitespace)
    guard ahead.hasPrefix(text) else { return false }
    rest = ahead.dropFirst(text.count)
    return rest.first?.isWhitespace ?? true
  }

  /// What stands before the first of these words, which are not left behind; nil where they are missing.
  mutating func text(before words: String) -> String? {
    let text = rest.drop(while: \.isWhitespace)
    let end = text.indices.first { text[$0...].hasPrefix(words) }
    guard let end, end > text.startIndex else { return nil }
    rest = text[end...]
    return String(text[..<end])
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
