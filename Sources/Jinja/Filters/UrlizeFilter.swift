internal import Diagnostics
internal import RegularExpressions

/// The filter `urlize`: addresses in a text become links.
enum UrlizeFilter {
  static let all: [String: Filter] = ["urlize": urlize]

  private static func urlize(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("urlize")
    let limit = try arguments.optionalInt("trim_url_limit")
    let isNoFollow = try arguments.bool("nofollow", default: false)
    let target = try arguments.optionalString("target")
    let rel = try arguments.optionalString("rel")
    let schemes = try arguments.optional("extra_schemes").map { try $0.isNone ? [] : $0.elements() }
    try arguments.finish()
    var relations = Set((rel ?? "").split(separator: " ").map(String.init))
    if isNoFollow { relations.insert("nofollow") }
    relations.insert("noopener")
    let extra = try (schemes ?? []).map { scheme in
      let text = try scheme.text()
      guard try Self.isScheme(text) else {
        throw Diagnostic(
          code: "filter-argument-error", "\(scheme.repr) is not a scheme prefix",
          help: ["as in `tel:` or `ftp://`"])
      }
      return text
    }
    let linker = Linker(
      limit: limit, rel: relations.sorted().joined(separator: " "), target: target,
      schemes: extra)
    let text = try linker.link(value.isMarkup ? value.description : Escaping.html(try value.text()))
    return call.state.isAutoescaping ? .markup(text) : .string(text)
  }
}

extension UrlizeFilter {
  private static let scheme = try? RegularExpression(#"^([\w.+-]{2,}:(/){0,2})$"#)

  private static func isScheme(_ text: String) throws -> Bool {
    try scheme.map { try !$0.matches(in: text).isEmpty } ?? false
  }
}

/// Turns the words of an escaped text into links.
private struct Linker {
  let limit: Int?
  let rel: String
  let target: String?
  let schemes: [String]

  private static let web = try? RegularExpression(
    #"^(https?://|www\.)(([\w%-]+\.)+)?([a-z]{2,63}|xn--[\w%]{2,59}|[\w%-]{2,63}\.(com|net|int|edu|gov|org|info|mil)|localhost)(:\d{1,5})?([/?#]\S*)?$"#,
    options: .caseInsensitive)
  private static let bare = try? RegularExpression(
    #"^(([\w%-]+\.)+)?[\w%-]{2,63}\.(com|net|int|edu|gov|org|info|mil)(:\d{1,5})?([/?#]\S*)?$"#,
    options: .caseInsensitive)
  private static let address = try? RegularExpression(
    #"^((https?://)(([\d]{1,3})(\.[\d]{1,3}){3}|(\[([\da-f]{0,4}:){2}([\da-f]{0,4}:?){1,6}\])))(:\d{1,5})?([/?#]\S*)?$"#,
    options: .caseInsensitive)
  private static let mail = try? RegularExpression(#"^\S+@\w[\w.-]*\.\w+$"#)
  private static let space = try? RegularExpression(#"\s+"#)

  func link(_ text: String) throws -> String {
    guard let space = Self.space else { return text }
    var result = ""
    let bytes = Array(text.utf8)
    var end = 0
    for match in try space.matches(in: text) {
      result += try word(String(decoding: bytes[end..<match.range.lowerBound], as: UTF8.self))
      result += match.text
      end = match.range.upperBound
    }
    return result + (try word(String(decoding: bytes[end...], as: UTF8.self)))
  }

  private func word(_ word: String) throws -> String {
    var (head, middle, tail) = split(word)
    balance(&head, &middle, &tail)
    return head + (try anchor(middle)) + tail
  }

  /// Opening brackets in front, closing ones and punctuation behind.
  private func split(_ word: String) -> (String, String, String) {
    var (head, middle, tail) = ("", Substring(word), "")
    let openings = ["(", "<", "&lt;"]
    while let opening = openings.first(where: { middle.hasPrefix($0) }) {
      head += opening
      middle = middle.dropFirst(opening.count)
    }
    let closings = [")", ">", ".", ",", "\n", "&gt;"]
    while let closing = closings.first(where: { middle.hasSuffix($0) }) {
      tail = closing + tail
      middle = middle.dropLast(closing.count)
    }
    return (head, String(middle), tail)
  }

  /// Gives back closing brackets that were opened inside of the address.
  private func balance(_ head: inout String, _ middle: inout String, _ tail: inout String) {
    for (opening, closing) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
      let opened = occurrences(of: opening, in: middle)
      guard opened > occurrences(of: closing, in: middle) else { continue }
      for _ in 0..<min(opened, occurrences(of: closing, in: tail)) {
        guard let at = tail.find(closing) else { break }
        let bytes = Array(tail.utf8)
        let end = at + closing.utf8.count
        middle += String(decoding: bytes[..<end], as: UTF8.self)
        tail = String(decoding: bytes[end...], as: UTF8.self)
      }
    }
  }

  private func occurrences(of part: String, in text: String) -> Int {
    PythonString.count(of: part, in: text)
  }

  private func anchor(_ word: String) throws -> String {
    let isWeb = try [Self.web, Self.bare, Self.address].contains {
      try $0?.matches(word) ?? false
    }
    if isWeb {
      let isFull = word.hasPrefix("https://") || word.hasPrefix("http://")
      return anchor(isFull ? word : "https://" + word, word, hasRelation: true)
    }
    if word.hasPrefix("mailto:"), try Self.mail?.matches(String(word.dropFirst(7))) ?? false {
      return "<a href=\"\(word)\">\(word.dropFirst(7))</a>"
    }
    if word.contains("@"), !word.hasPrefix("www."), !word.contains(":"),
      !word.hasPrefix("@"), try Self.mail?.matches(word) ?? false
    {
      return "<a href=\"mailto:\(word)\">\(word)</a>"
    }
    for scheme in schemes where word != scheme && word.hasPrefix(scheme) {
      return anchor(word, word, hasRelation: true)
    }
    return word
  }

  private func anchor(_ address: String, _ text: String, hasRelation: Bool) -> String {
    let relation = hasRelation && !rel.isEmpty ? " rel=\"\(Escaping.html(rel))\"" : ""
    let frame = target.map { " target=\"\(Escaping.html($0))\"" } ?? ""
    return "<a href=\"\(address)\"\(relation)\(frame)>\(shortened(text))</a>"
  }

  private func shortened(_ text: String) -> String {
    guard let limit, PythonString.length(text) > limit else { return text }
    return PythonString.prefix(text, limit) + "..."
  }
}
