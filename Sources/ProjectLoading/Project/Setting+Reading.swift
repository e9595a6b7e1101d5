import Diagnostics
import YAML

extension Setting {
  /// The setting that a pair of a mapping writes; a leading `+` is taken off its name.
  init(key: YAMLNode, node: YAMLNode) {
    let value = node.plain
    let unrendered = node.unrendered
    self.init(
      name: Self.name(key.text ?? ""), value: value,
      unrendered: unrendered.document === node.document ? value : unrendered.plain,
      keySpan: key.span, span: node.span)
  }

  private static func name(_ key: String) -> String {
    guard key.hasPrefix("+") else { return key }
    let rest = key.dropFirst()
    return String(rest.drop { $0 == " " })
  }
}

extension MappingReader {
  /// The value of `key` as a setting; nil when the key is missing.
  mutating func setting(_ key: String) -> Setting? {
    guard nodeOrNull(key) != nil else { return nil }
    return node.pairs.last { $0.key.hasText(key) }.map { Setting(key: $0.key, node: $0.value) }
  }

  /// The pairs of the mapping under `key`.
  mutating func settings(_ key: String) -> [Setting] {
    mapping(key)?.pairs.map { Setting(key: $0.key, node: $0.value) } ?? []
  }

  /// Strings and numbers, as they would be printed: `version: 1.0`.
  mutating func printed(_ key: String) -> Located<String>? {
    guard let node = node(key) else { return nil }
    guard let text = node.text else {
      problems.append(.wrongType(node, "`\(key)`", wanted: "a string or a number"))
      return nil
    }
    return Located(text, at: node.span)
  }
}
