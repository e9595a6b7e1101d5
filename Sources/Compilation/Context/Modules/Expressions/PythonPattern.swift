import RegularExpressions

/// What Python writes differently from PCRE2, rewritten.
enum PythonPattern {
  static func rewritten(_ pattern: String) -> String {
    var text = ""
    var rest = pattern[...]
    var isInClass = false
    while let character = rest.popFirst() {
      switch character {
      case "\\": text += escape(&rest)
      case "[" where isInClass: text += "\\["
      case "[":
        isInClass = true
        text.append("[")
        // A bracket that comes first is a member of the class.
        for first in ["^", "]"] where rest.hasPrefix(first) {
          text += first == "]" ? "\\]" : first
          rest.removeFirst()
        }
      case "]" where isInClass:
        isInClass = false
        text.append("]")
      case "{" where !isInClass && rest.first == ",":
        text += "{0"
      case "(" where !isInClass && rest.hasPrefix("?"): text += "(" + flags(&rest)
      default: text.append(character)
      }
    }
    return text
  }

  /// `\Z` is the very end, `\u00e9` a character.
  private static func escape(_ rest: inout Substring) -> String {
    guard let next = rest.popFirst() else { return "\\" }
    switch next {
    case "Z": return "\\z"
    case "u", "U":
      let digits = rest.prefix(next == "u" ? 4 : 8)
      rest = rest.dropFirst(digits.count)
      return "\\x{\(digits)}"
    default: return "\\\(next)"
    }
  }

  /// `(?iu)`: Unicode is always on, and has no letter here.
  private static func flags(_ rest: inout Substring) -> String {
    let letters = rest.dropFirst().prefix { "aiLmsux".contains($0) }
    let end = rest.dropFirst(1 + letters.count).first
    guard !letters.isEmpty, end == ")" || end == ":" else { return "" }
    rest = rest.dropFirst(1 + letters.count)
    return "?" + letters.filter { "imsx".contains($0) }
  }

  static func options(_ flags: Int) -> RegularExpression.Options {
    var options: RegularExpression.Options = []
    if flags & 2 != 0 { options.insert(.caseInsensitive) }
    if flags & 8 != 0 { options.insert(.multiline) }
    if flags & 16 != 0 { options.insert(.dotMatchesNewlines) }
    if flags & 64 != 0 { options.insert(.extended) }
    if flags & 256 != 0 { options.insert(.asciiClasses) }
    return options
  }
}
