/// Reads SQL expressions that depend on nothing but the row they stand in.
enum StableSQL {
  struct Token {
    /// Words in lower case, single characters, `'` for texts and `"` for quoted names.
    let text: String
    let place: String.Index
  }

  /// Whether the same rows always have the same values of `sql`.
  static func isStable(_ sql: String) -> Bool { tokens(of: sql) != nil }

  /// nil where a word, a function or a character is not known to be harmless.
  static func tokens(of sql: String) -> [Token]? {
    var tokens: [Token] = []
    var place = sql.startIndex
    while place < sql.endIndex {
      let start = place
      let character = sql[place]
      if character.isWhitespace {
        place = sql.index(after: place)
      } else if character == "'" || character == "\"" {
        guard let end = quoteEnd(sql, place), character == "\"" || isFixed(sql[place..<end]) else {
          return nil
        }
        place = end
        tokens.append(Token(text: String(character), place: start))
      } else if isPartOfWord(character) {
        place = sql[place...].firstIndex { !isPartOfWord($0) } ?? sql.endIndex
        let word = sql[start..<place].lowercased()
        guard isHarmless(word, before: sql[place...]) else { return nil }
        tokens.append(Token(text: word, place: start))
      } else {
        place = sql.index(after: place)
        let opensComment =
          character == "-" && sql[place...].first == "-"
          || character == "/" && sql[place...].first == "*"
        guard "()+-*/%<>=!~|,.:".contains(character), !opensComment else { return nil }
        tokens.append(Token(text: String(character), place: start))
      }
    }
    return tokens
  }

  private static func isPartOfWord(_ character: Character) -> Bool {
    character == "_" || character.isLetter || character.isNumber
  }

  /// The place after the closing quote; a doubled quote stands for one.
  private static func quoteEnd(_ sql: String, _ open: String.Index) -> String.Index? {
    let quote = sql[open]
    var place = sql.index(after: open)
    while let found = sql[place...].firstIndex(of: quote) {
      place = sql.index(after: found)
      if sql[place...].first != quote { return place }
      place = sql.index(after: place)
    }
    return nil
  }

  /// PostgreSQL reads `'now'` and `'yesterday 12:00'` as times, of the moment of the query.
  private static func isFixed(_ text: Substring) -> Bool {
    let words = text.lowercased().split { !$0.isLetter }
    return !words.contains { ["now", "today", "tomorrow", "yesterday"].contains($0) }
  }

  /// A prefix of a text, `E'…'`, is as unknown as a function that is not listed.
  private static func isHarmless(_ word: String, before rest: Substring) -> Bool {
    if rest.first == "'" || forbidden.contains(word) { return false }
    return rest.first { !$0.isWhitespace } != "(" || callable.contains(word)
  }

  private static let forbidden: Set<String> = [
    "select", "with", "values", "table", "over", "distinct", "current_date", "current_time",
    "current_timestamp", "current_user", "current_role", "current_schema", "current_catalog",
    "session_user", "system_user", "user", "localtime", "localtimestamp",
  ]

  /// Functions, and words that may stand before a parenthesis.
  private static let callable: Set<String> = [
    "count", "sum", "min", "max", "avg", "stddev_samp", "abs", "round", "coalesce", "nullif",
    "length", "char_length", "lower", "upper", "trim", "ltrim", "rtrim", "substr", "json_valid",
    "filter", "where", "in", "and", "or", "not", "when", "then", "else", "between", "like",
  ]
}
