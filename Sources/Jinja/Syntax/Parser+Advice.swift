internal import Diagnostics

/// What is said when a token cannot stand where it does.
extension Parser {
  func unexpected(expected wanted: String, notes: [Diagnostic.Note] = []) -> Diagnostic {
    if let better = foreignOperator() ?? misplacedStatement() ?? nestedTag() { return better }
    return problem(
      "expected \(wanted), found \(found)", at: span(token), notes: notes + swallowedEnd(),
      help: advice)
  }

  private var before: Token { tokens[max(index - 1, 0)] }

  /// An operator of another language, which the lexer has cut into signs: `x++`, `<>`, `=>`.
  private func foreignOperator() -> Diagnostic? {
    var last = isSign(index) ? index : index - 1
    guard last >= 0, isSign(last) else { return nil }
    var first = last
    while first > 0, isSign(first - 1), tokens[first - 1].end == tokens[first].start { first -= 1 }
    while isSign(last + 1), tokens[last].end == tokens[last + 1].start { last += 1 }
    let place = span(tokens[first].start, tokens[last].end)
    let sign = String(decoding: bytes[place.range], as: UTF8.self)
    return ForeignSyntax.help(forOperator: sign).map {
      problem("`\(sign)` is not an operator", at: place, help: [$0])
    }
  }

  private func isSign(_ index: Int) -> Bool {
    guard index < tokens.count else { return false }
    return switch tokens[index].kind {
    case .add, .subtract, .multiply, .power, .divide, .floorDivide, .modulo, .tilde, .pipe, .equal,
      .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .assign, .colon:
      true
    default: false
    }
  }

  /// `{{ if x }}`: a statement where an expression is printed.
  private func misplacedStatement() -> Diagnostic? {
    guard index >= 2, tokens[index - 2].kind == .variableBegin, before.kind == .name,
      statementNames.contains(names[before.name])
    else { return nil }
    let word = text(before)
    return problem(
      "`\(word)` is a statement, not a value to print", at: span(before),
      help: ["write `{% \(word) … %}`"])
  }

  /// `{% set y = {{ x }} %}`, `{{ {% if x %} }}`: a tag inside of a tag.
  private func nestedTag() -> Diagnostic? {
    var brace = index
    // The brace is the last one that was opened: before a name, or just before this token.
    while brace > 0, tokens[brace].kind != .leftBrace {
      if tokens[brace].kind == .variableBegin || tokens[brace].kind == .blockBegin { return nil }
      brace -= 1
    }
    guard brace > 0, tokens[brace].kind == .leftBrace else { return nil }
    let opening = tokens[brace]
    let isBlock = index == brace + 1 && kind == .modulo && token.start == opening.end
    let isVariable =
      tokens[brace - 1].kind == .leftBrace && tokens[brace - 1].end == opening.start
      && kind == .rightBrace
    guard isBlock || isVariable else { return nil }
    let place =
      isBlock ? span(opening.start, token.end) : span(tokens[brace - 1].start, opening.end)
    let inside = String(
      decoding: bytes[Int(opening.end)..<Int(token.start)], as: UTF8.self)
    return problem(
      "`\(isBlock ? "{%" : "{{")` inside of a tag", at: place,
      help: [
        isBlock ? "end the outer tag first" : "write `\(PythonString.strip(inside))` without braces"
      ])
  }

  /// A string here or before that has the end of a tag in it, and so may lack its own.
  private func swallowedEnd() -> [Diagnostic.Note] {
    for string in [token, before] where string.kind == .string {
      let text = text(string)
      guard text.contains("}}") || text.contains("%}") else { continue }
      let line = text.prefix { !$0.isNewline }.utf8.count
      return [
        Diagnostic.Note(
          "this string goes on behind the end of a tag; is its own end missing?",
          at: span(string.start, string.start + Int32(line)))
      ]
    }
    return []
  }

  /// What was probably meant, told by the current token and the one before it.
  private var advice: [String] {
    switch kind {
    case .colon where nextKind == .blockEnd: ["a tag ends without `:`"]
    case .semicolon: ["a tag needs no `;`"]
    case .subtract where before.kind == .name && before.end == token.start && nextKind == .name:
      ["names have no hyphens: write `\(text(before))_\(text(tokens[index + 1]))`"]
    case .string where before.name == Keyword.set.rawValue:
      ["a name stands without quotes"]
    case .string where before.kind == .name && before.end == token.start:
      ["join texts with `~`, or use `'…'.format(…)`"]
    case .blockEnd where index >= 2 && tokens[index - 2].name == Keyword.macro.rawValue:
      ["write `\(text(before))()`"]
    case _ where isBehindNameOfSet:
      ["assign with `{% set … = … %}`"]
    case .name where isKeyword(.not) && nextKind == .name: ["write `not in`"]
    case .dot where before.kind == .dot && nextKind == .integer:
      ["there are no ranges: use `range(first, last + 1)`"]
    case .name
    where before.end < token.start && !isIn(.for) && environment.filters[text(token)] != nil:
      ["a filter follows `|`: write `… | \(text(token))`"]
    case .name where isKeyword(.for):
      ["there are no comprehensions: use `map` and `select`, or a loop"]
    case .name where before.kind == .name && text(before) == "lambda":
      ["there are no lambdas: use `map` and `select`, or a loop"]
    default: []
    }
  }

  /// Whether a value or `==` stands where a `set` has its `=`.
  private var isBehindNameOfSet: Bool {
    guard kind == .integer || kind == .string || kind == .equal else { return false }
    return index >= 2 && before.kind == .name && tokens[index - 2].name == Keyword.set.rawValue
  }

  // MARK: unknown names

  /// What is said about a tag that does not exist.
  func unknownTag(_ word: Token) -> Diagnostic {
    let name = text(word)
    if isEnd(name) { return misplacedEnd(word, name) }
    if name == "raw" {
      return problem(
        kind == .blockEnd ? "`raw` ends with `%}` or `-%}`" : "`raw` takes no arguments",
        at: span(word.start, token.end), help: ["write `{% raw %}`"])
    }
    var help = ForeignSyntax.help(forTag: name)
    if help.isEmpty { help = NearMiss.help(for: name, among: tagNames) }
    if help.isEmpty, tokens[min(index + 1, tokens.count - 1)].kind == .leftParenthesis {
      help = ["call it in `{{ \(name)(…) }}`, or in `{% do \(name)(…) %}` to print nothing"]
    }
    return problem("unknown tag `\(name)`", at: span(word), help: help, code: "unknown-tag")
  }

  /// Whether `name` continues or ends a block, or is meant to.
  func isEnd(_ name: String) -> Bool {
    name.hasPrefix("end") || name == "else" || name == "elif"
  }

  private func misplacedEnd(_ word: Token, _ name: String) -> Diagnostic {
    guard let innermost = openTags.last else {
      return problem("`\(name)` closes nothing", at: span(word))
    }
    let outer = names[innermost.name]
    let note = Diagnostic.Note("`\(outer)` opened here", at: span(innermost.start, innermost.end))
    return problem(
      "`\(name)` does not fit the open `\(outer)`", at: span(word), notes: [note],
      help: ["expected `\(names[innermost.ends.last])`"])
  }

  var tagNames: [String] {
    let ends = openTags.last?.ends.all.map { names[$0] } ?? []
    return ends + statementNames + environment.definitionTags.map(\.keyword)
  }

  private var statementNames: [String] {
    [
      "autoescape", "block", "break", "call", "continue", "do", "extends", "filter", "for", "from",
      "if", "import", "include", "macro", "print", "raw", "set", "with",
    ]
  }

  /// What is said about a filter or test that does not exist.
  func unknown(_ kind: String, _ name: String, _ place: Token, among names: [String]) -> Diagnostic
  {
    let help =
      kind == "test"
      ? ForeignSyntax.help(forTest: name, among: names)
      : ForeignSyntax.help(forFilter: name, among: names)
    return problem(
      "unknown \(kind) `\(name)`", at: span(place), help: help, code: "unknown-\(kind)")
  }
}
