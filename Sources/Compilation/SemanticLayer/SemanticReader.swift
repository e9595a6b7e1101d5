import Diagnostics
import PlainData
import ProjectLoading
import YAML

extension MappingReader {
  /// SQL that may be written as a text, a number or a truth value; as dbt prints it.
  mutating func expression(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    if let flag = node.bool { return flag ? "True" : "False" }
    guard let text = node.text else {
      problems.append(.wrongType(node, "`\(key)`", wanted: "an expression of SQL"))
      return nil
    }
    return text
  }

  mutating func number(_ key: String) -> Double? {
    guard let node = node(key) else { return nil }
    switch node.plain {
    case .int(let value): return Double(value)
    case .double(let value): return value
    default:
      problems.append(.wrongType(node, "`\(key)`", wanted: "a number"))
      return nil
    }
  }

  /// A value that has to be there, and to be one of `Choice`'s.
  mutating func requiredChoice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String
  ) -> Choice? {
    guard required(key) != nil else { return nil }
    return choice(key)
  }

  /// `config.meta`.
  mutating func metaConfig() -> PlainMap { mapping("config")?["meta"]?.plain.map ?? PlainMap() }

  /// The fields that entities, dimensions and measures share.
  mutating func element() -> SemanticModel.Element? {
    let name = required("name")
    let description = string("description")
    let label = string("label")
    let meta = metaConfig()
    return name.map {
      SemanticModel.Element(name: $0, description: description, label: label, meta: meta)
    }
  }

  /// Each item of a list, read as a mapping of its own; what is wrong in them is kept.
  mutating func items<Item>(
    _ key: String, _ subject: String, _ read: (inout MappingReader) -> Item?
  ) -> [Item] {
    list(key).compactMap { nested($0, subject, read) }
  }

  mutating func nested<Item>(
    _ node: YAMLNode, _ subject: String, _ read: (inout MappingReader) -> Item?
  ) -> Item? {
    var reader = MappingReader(node, subject: subject)
    let item = node.kind == .mapping ? read(&reader) : nil
    reader.finish(unknownKeys: .warning)
    problems += reader.problems
    return item
  }

  mutating func nested<Item>(
    _ key: String, _ subject: String, _ read: (inout MappingReader) -> Item?
  ) -> Item? {
    guard let node = mapping(key) else { return nil }
    return nested(node, subject, read)
  }
}
