package import Diagnostics

extension Diagnostic {
  /// "`threads` must be an integer and is a list".
  package static func wrongType(_ node: YAMLNode, _ what: String, wanted: String) -> Diagnostic {
    let quoted =
      wanted.hasPrefix("a string") && node.kind == .scalar && !node.isNull
      ? ["quote it: `\"\(node.text ?? "")\"`"] : []
    return Diagnostic(
      code: "yaml-type", "\(what) must be \(wanted) and is \(node.kindForPeople)", at: node.place,
      help: quoted)
  }

  package static func missingKey(_ key: String, _ subject: String, _ node: YAMLNode) -> Diagnostic {
    Diagnostic(code: "missing-key", "\(subject) needs the key `\(key)`", at: node.place)
  }

  static func emptyValue(_ key: String, _ subject: String, _ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      code: "missing-key", "\(subject) needs a value for `\(key)`", at: node.place)
  }

  package static func unknownKey(
    _ key: String, _ subject: String, _ span: Span, _ severity: Severity, known: [String]
  ) -> Diagnostic {
    Diagnostic(
      severity, code: "unknown-key", "`\(key)` is no key of \(subject)", at: span,
      help: NearMiss.help(for: key, among: known))
  }

  package static func unknownValue(
    _ key: String, _ value: Located<String>, choices: [String]
  ) -> Diagnostic {
    let near = NearMiss.help(for: value.value, among: choices)
    let list = choices.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "unknown-value", "`\(value.value)` is no value of `\(key)`", at: value.span,
      help: near.isEmpty ? ["it takes \(list)"] : near)
  }
}

extension YAMLNode {
  /// Where a message about the whole node points: a scalar, or the first key or item.
  package var place: Span {
    switch kind {
    case .scalar: span
    case .sequence: items.first?.place ?? span
    case .mapping: pairs.first?.key.span ?? span
    }
  }

  /// The kind of value, with its article: `a list`.
  package var kindForPeople: String {
    switch kind {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar:
      switch meaning {
      case .null: "empty"
      case .bool: "true or false"
      case .int, .double: "a number"
      default: "a string"
      }
    }
  }
}
