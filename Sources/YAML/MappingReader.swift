package import Diagnostics

/// Reads the keys of one mapping and collects what is wrong, instead of stopping at the first
/// problem.
///
/// It remembers the keys that were asked for; `finish()` reports the others.
package struct MappingReader {
  package let node: YAMLNode
  /// The thing that the mapping describes, for messages: `a model`.
  package let subject: String
  package var problems: [Diagnostic] = []
  private(set) var asked: [String] = []

  /// A node that is not a mapping is a problem, and reads as an empty one.
  package init(_ node: YAMLNode, subject: String) {
    self.node = node
    self.subject = subject
    if node.kind != .mapping { problems.append(.wrongType(node, subject, wanted: "a mapping")) }
  }

  /// The value of `key`; nil when it is missing or null.
  package mutating func node(_ key: String) -> YAMLNode? {
    guard let value = nodeOrNull(key), !value.isNull else { return nil }
    return value
  }

  /// The value of `key`, which may be null; nil when it is missing.
  package mutating func nodeOrNull(_ key: String) -> YAMLNode? {
    asked.append(key)
    return node[key]
  }

  package mutating func string(_ key: String) -> Located<String>? {
    node(key).flatMap { value(of: $0, key, "a string", \.string) }
  }

  /// Missing, null and empty strings are problems.
  package mutating func required(_ key: String) -> Located<String>? {
    guard let value = node(key) else {
      if node.kind == .mapping { problems.append(.missingKey(key, subject, node)) }
      return nil
    }
    guard let string = self.value(of: value, key, "a string", \.string) else { return nil }
    guard !string.value.isEmpty else {
      problems.append(.emptyValue(key, subject, value))
      return nil
    }
    return string
  }

  package mutating func bool(_ key: String) -> Bool? {
    node(key).flatMap { value(of: $0, key, "true or false", \.bool)?.value }
  }

  package mutating func int(_ key: String) -> Located<Int>? {
    node(key).flatMap { value(of: $0, key, "an integer", \.int) }
  }

  /// The items of a list; anything else but null is a problem.
  package mutating func list(_ key: String) -> [YAMLNode] {
    guard let value = node(key) else { return [] }
    guard value.kind == .sequence else {
      problems.append(.wrongType(value, "`\(key)`", wanted: "a list"))
      return []
    }
    return Array(value.items)
  }

  /// One string, or a list of strings.
  package mutating func strings(_ key: String) -> [Located<String>] {
    guard let value = node(key) else { return [] }
    guard value.kind == .sequence else {
      return self.value(of: value, key, "a string or a list of strings", \.string).map { [$0] }
        ?? []
    }
    return value.items.compactMap { self.value(of: $0, key, "a list of strings", \.string) }
  }

  package mutating func mapping(_ key: String) -> YAMLNode? {
    guard let value = node(key) else { return nil }
    guard value.kind == .mapping else {
      problems.append(.wrongType(value, "`\(key)`", wanted: "a mapping"))
      return nil
    }
    return value
  }

  /// A string that is the raw value of one of `Choice`'s cases.
  package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, of type: Choice.Type = Choice.self
  ) -> Choice? {
    guard let string = string(key) else { return nil }
    let words = [string.value, string.value.lowercased()]
    if let choice = words.lazy.compactMap(Choice.init(rawValue:)).first { return choice }
    problems.append(.unknownValue(key, string, choices: Choice.allCases.map(\.rawValue)))
    return nil
  }

  /// Names keys that are read elsewhere, so that `finish` knows them.
  package mutating func expect(_ keys: [String]) {
    asked += keys
  }

  /// Reports the keys that nobody asked for.
  package mutating func finish(unknownKeys severity: Diagnostic.Severity = .error) {
    for pair in node.pairs {
      guard let key = pair.key.text, !asked.contains(key) else { continue }
      problems.append(.unknownKey(key, subject, pair.key.span, severity, known: asked))
    }
  }

  private mutating func value<Value>(
    of node: YAMLNode, _ key: String, _ wanted: String, _ read: (YAMLNode) -> Value?
  ) -> Located<Value>? {
    if let value = read(node) { return Located(value, at: node.span) }
    problems.append(.wrongType(node, "`\(key)`", wanted: wanted))
    return nil
  }
}

extension YAMLNode {
  /// The value of a scalar that is a string (or a timestamp); nil for anything else.
  package var string: String? {
    switch meaning {
    case .string, .timestamp, .merge: text
    default: nil
    }
  }

  package var bool: Bool? {
    if case .bool(let value) = meaning { value } else { nil }
  }

  package var int: Int? {
    if case .int(let value) = meaning { value } else { nil }
  }
}
