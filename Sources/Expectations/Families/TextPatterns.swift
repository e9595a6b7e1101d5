import Diagnostics
import PlainData
import RegularExpressions

extension Parameter {
  static let regex = required("regex", .regularExpression, "The regular expression, unanchored.")
  static let regexList = required(
    "regex_list", .regularExpressions, "Regular expressions, unanchored.")
  static let likePattern = required("like_pattern", .text, "A pattern of SQL's LIKE.")
  static let likePatternList = required("like_pattern_list", .texts, "Patterns of SQL's LIKE.")
  static let matchOn = optional(
    "match_on", .choice(["any", "all"]), "Whether one match is enough, default any.")
  static let escape = optional(
    "escape", .text, "The character that makes `%` and `_` stand for themselves.")
}

extension CheckContext {
  /// `one` of every pattern of the list, joined by `word`.
  func joined(
    _ list: String, by word: String, _ one: (String) throws -> String
  ) throws -> String {
    var parts: [String] = []
    for pattern in try arguments.texts(list) { parts.append("(\(try one(pattern)))") }
    return parts.joined(separator: word)
  }

  /// `all` of `match_on` asks for every pattern, `any` for one of them.
  var matchWord: String { arguments["match_on"]?.string == "all" ? " AND " : " OR " }

  func like(_ column: String, _ pattern: String) throws(Diagnostic) -> String {
    try sql.like(column, pattern, escape: arguments["escape"]?.string)
  }
}
