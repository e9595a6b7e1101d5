import Diagnostics

/// Which names the semantic layer can work with.
enum SemanticName {
  /// What is wrong with a name that queries use: lower case, digits and single underscores.
  static func violation(_ name: Located<String>) -> Diagnostic? {
    let text = name.value
    if Granularity.names.contains(text.lowercased()) {
      return .reserved(name, "it is a granularity of time")
    }
    if ["metric_time", "mf_internal_uuid"].contains(text.lowercased()) {
      return .reserved(name, "MetricFlow keeps it for itself")
    }
    let characters = Array(text.utf8)
    let isWord = characters.allSatisfy { Self.isLetter($0) || Self.isDigit($0) || $0 == 0x5F }
    let isSound =
      characters.count >= 2 && isWord && characters.first.map(isLetter) == true
      && characters.last != 0x5F && !text.contains("__")
    return isSound ? nil : .notAName(name)
  }

  /// The same of the name of a whole metric, semantic model or saved query.
  static func violations(of node: Node) -> [Diagnostic] {
    guard let span = node.span, let problem = violation(Located(node.name, at: span)) else {
      return []
    }
    return [problem.asSemantic]
  }

  /// What dbt refuses in a metric's name when it reads it.
  static func metricViolation(_ name: Located<String>) -> Diagnostic? {
    let text = name.value
    var rules: [String] = []
    if text.contains(" ") { rules.append("cannot contain spaces") }
    if text.count > 250 { rules.append("cannot contain more than 250 characters") }
    let first = text.utf8.first.map { isLetter($0 | 0x20) } ?? false
    if !first { rules.append("must begin with a letter") }
    if !text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) {
      rules.append("must contain only letters, numbers and underscores")
    }
    guard !rules.isEmpty else { return nil }
    return Diagnostic(
      code: "invalid-name", "the name of a metric \(rules.joined(separator: ", "))", at: name.span)
  }

  /// Whether databases keep the word for themselves.
  static func isKeyword(_ name: String) -> Bool { keywords.contains(name.uppercased()) }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static let keywords: Set = [
    "AND", "AS", "CREATE", "DISTINCT", "FOR", "FROM", "FULL", "HAVING", "IN", "INNER", "INTO",
    "IS", "JOIN", "LEFT", "LIKE", "NATURAL", "NOT", "NULL", "ON", "OR", "RIGHT", "SELECT", "UNION",
    "USING", "WHERE", "WITH",
  ]
}

extension Diagnostic {
  fileprivate static func reserved(_ name: Located<String>, _ reason: String) -> Diagnostic {
    Diagnostic(
      code: "semantic-name", "`\(name.value)` cannot be a name of the semantic layer: \(reason)",
      at: name.span)
  }

  fileprivate static func notAName(_ name: Located<String>) -> Diagnostic {
    Diagnostic(
      code: "semantic-name",
      "`\(name.value)` has to begin with a small letter and go on with small letters, digits and single underscores",
      at: name.span,
      help: ["names have at least two characters and do not end with an underscore"])
  }
}
