import Diagnostics
import YAML

extension MappingReader {
  /// The entries of `data_tests` or `tests`.
  mutating func tests() -> [DataTestProperties] {
    if let old = node("tests"), node("data_tests") != nil {
      problems.append(
        Diagnostic(
          code: "conflicting-keys", "`tests` and `data_tests` are two names of one key",
          at: old.place))
    }
    return (list("tests") + list("data_tests")).compactMap { item in
      do throws(Diagnostic) {
        return try DataTestProperties(item)
      } catch {
        problems.append(error)
        return nil
      }
    }
  }
}

extension DataTestProperties {
  /// Reads `unique`, `accepted_values: {…}` or `{test_name: accepted_values, …}`.
  fileprivate init(_ item: YAMLNode) throws(Diagnostic) {
    if let name = item.string {
      self.init(test: try Self.checked(Located(name, at: item.span)), node: item)
      return
    }
    guard item.kind == .mapping else {
      throw .wrongType(item, "a data test", wanted: "a name or a mapping")
    }
    if let name = item["test_name"] {
      try self.init(item, name: name, arguments: item)
    } else {
      guard let pair = item.pairs.first, item.pairs.count == 1 else { throw .severalTests(item) }
      try self.init(item, name: pair.key, arguments: pair.value)
    }
  }

  private init(_ item: YAMLNode, name: YAMLNode, arguments: YAMLNode) throws(Diagnostic) {
    guard let text = name.string else {
      throw .wrongType(name, "a test's name", wanted: "a string")
    }
    guard arguments.kind == .mapping || arguments.isNull else {
      throw .wrongType(arguments, "what `\(text)` is called with", wanted: "a mapping")
    }
    self.init(test: try Self.checked(Located(text, at: name.span)), node: item)
    for pair in arguments.pairs { try add(pair.key, pair.value, isNested: false) }
  }

  /// What stands under `arguments` may also be a config or the name, as in dbt.
  private mutating func add(
    _ key: YAMLNode, _ value: YAMLNode, isNested: Bool
  ) throws(Diagnostic) {
    let name = Located(key.text ?? "", at: key.span)
    switch name.value {
    case "test_name": break
    case "name": self.name = try Self.text(value, "name")
    case "description": description = try Self.text(value, "description")
    case "config":
      config += try Self.nested(value, "config").map { key, value in
        Argument(name: Located(key.text ?? "", at: key.span), node: value, isNested: true)
      }
    case "arguments" where !isNested:
      for argument in try Self.nested(value, "arguments") {
        try add(argument.key, argument.value, isNested: true)
      }
    case "model": throw .modelArgument(key.span)
    case _ where Self.configs.contains(name.value):
      config.append(Argument(name: name, node: value, isNested: isNested))
    default: arguments.append(Argument(name: name, node: value, isNested: isNested))
    }
  }

  private static func nested(
    _ node: YAMLNode, _ key: String
  ) throws(Diagnostic) -> [(key: YAMLNode, value: YAMLNode)] {
    if node.isNull { return [] }
    guard node.kind == .mapping else { throw .wrongType(node, "`\(key)`", wanted: "a mapping") }
    return node.pairs.map { ($0.key, $0.value) }
  }

  private static func text(_ node: YAMLNode, _ key: String) throws(Diagnostic) -> Located<String> {
    guard let text = node.string else {
      throw .wrongType(node, "`\(key)`", wanted: "a string")
    }
    return Located(text, at: node.span)
  }

  /// `name` or `package.name`, of letters, digits and `_`.
  private static func checked(_ name: Located<String>) throws(Diagnostic) -> Located<String> {
    let parts = name.value.utf8.split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isName = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isWord) }
    guard isName, parts.count <= 2 else { throw .testName(name) }
    return name
  }

  /// The configs that dbt takes beside the arguments of a test.
  private static let configs: Set = [
    "alias", "database", "enabled", "error_if", "fail_calc", "limit", "meta", "schema", "severity",
    "sql_header", "store_failures", "store_failures_as", "tags", "warn_if", "where",
  ]
}

extension Diagnostic {
  fileprivate static func severalTests(_ item: YAMLNode) -> Diagnostic {
    let second = item.pairs.dropFirst().first
    return Diagnostic(
      code: "data-test", "an entry of `data_tests` names one test and has one key",
      at: second?.key.span ?? item.place,
      help: second == nil ? [] : ["indent its arguments deeper than the test's name"])
  }

  fileprivate static func modelArgument(_ span: Span) -> Diagnostic {
    Diagnostic(
      code: "data-test", "`model` is what the test stands under, and no argument", at: span)
  }

  fileprivate static func testName(_ name: Located<String>) -> Diagnostic {
    Diagnostic(
      code: "data-test", "`\(name.value)` is no name of a test: `test` or `package.test`",
      at: name.span)
  }
}
