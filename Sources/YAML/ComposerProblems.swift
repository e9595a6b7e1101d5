import Diagnostics

extension Diagnostic {
  static func severalDocuments(_ span: Span) -> Diagnostic {
    Diagnostic(
      code: "yaml-several-documents", "`---` begins a second document; a file holds one",
      at: span)
  }

  static func unknownAnchor(_ name: String, _ span: Span, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "yaml-unknown-anchor", "`*\(name)` has no anchor `&\(name)` before it", at: span,
      help: NearMiss.help(for: name, among: known))
  }

  static func recursiveAlias(_ name: String, _ span: Span, anchor: Span) -> Diagnostic {
    Diagnostic(
      code: "yaml-recursive-alias", "`*\(name)` stands inside what it repeats", at: span,
      notes: [.init("`&\(name)` begins here", at: anchor)])
  }

  static func aliasExpansion(_ name: String, _ span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "yaml-alias-expansion",
      "`*\(name)` makes the aliases of this file expand to more than \(limit) values", at: span)
  }

  static func mergeExpansion(_ span: Span) -> Diagnostic {
    Diagnostic(
      code: "yaml-alias-expansion", "the `<<` of this file copy more than 1000000 keys",
      at: span)
  }

  static func mergeNotMapping(_ span: Span, key: Span) -> Diagnostic {
    Diagnostic(
      code: "yaml-merge", "`<<` takes a mapping or a list of mappings", at: key,
      notes: [.init("its value is here", at: span)])
  }

  static func tooDeep(_ span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "yaml-depth", "lists and mappings may nest \(limit) deep, and not deeper", at: span)
  }

  static func duplicateKey(
    _ name: String, _ span: Span, first: Span, isError: Bool
  ) -> Diagnostic {
    Diagnostic(
      isError ? .error : .warning, code: "yaml-duplicate-key",
      "`\(name)` stands twice in one mapping", at: span,
      notes: [.init("first written here", at: first)])
  }

  static func unknownTag(_ tag: String, _ span: Span) -> Diagnostic {
    let shown =
      tag.hasPrefix(StandardTag.prefix) ? "!!" + tag.dropFirst(StandardTag.prefix.count) : tag
    return Diagnostic(code: "yaml-unknown-tag", "`\(shown)` is no tag for this value", at: span)
  }

  /// A key that is a list or a mapping: nearly always Jinja without quotes.
  static func keyNotScalar(_ span: Span) -> Diagnostic {
    guard let brace = SyntaxProblem.unquotedJinja(before: span) else {
      return Diagnostic(code: "yaml-key", "a key must be a single value", at: span)
    }
    return .unquotedJinja(brace)
  }

  static func unquotedJinja(_ span: Span) -> Diagnostic {
    let text = span.text.trimmedEnd
    let quote = text.contains("\"") ? "'" : "\""
    return Diagnostic(
      code: "yaml-unquoted-jinja", "a value that begins with Jinja must be quoted", at: span,
      help: ["write `\(quote)\(text)\(quote)`"])
  }
}

extension String {
  var trimmedEnd: String {
    var copy = self
    while let last = copy.last, last.isWhitespace { copy.removeLast() }
    return copy
  }
}
