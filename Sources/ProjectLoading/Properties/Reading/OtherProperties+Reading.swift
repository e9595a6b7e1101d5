import Diagnostics
import PlainData
import YAML

extension MacroProperties {
  static func read(_ reader: inout MappingReader, _ file: FilePlace) -> MacroProperties? {
    guard let shared = SharedProperties.read(&reader, file) else { return nil }
    var macro = MacroProperties(shared: shared)
    macro.arguments = reader.list("arguments").compactMap { item in
      var entry = MappingReader(item, subject: "an argument of a macro")
      let name = entry.required("name")
      let type = entry.string("type")
      let description = entry.string("description")
      entry.expect(["options"])
      entry.finish(unknownKeys: .warning)
      reader.problems += entry.problems
      return name.map { Argument(name: $0, type: type, description: description) }
    }
    reader.finishProperties()
    return macro
  }
}

extension ExposureProperties {
  static func read(_ reader: inout MappingReader, _ file: FilePlace) -> ExposureProperties? {
    guard var shared = SharedProperties.read(&reader, file) else { return nil }
    shared.tags = reader.tags()
    _ = reader.required("type")
    let kind: Kind? = reader.node("type")?.string == nil ? nil : reader.choice("type")
    let owner = reader.owner()
    let exposure = kind.map {
      ExposureProperties(
        shared: shared, kind: $0, owner: owner, label: reader.string("label")?.value,
        maturity: reader.choice("maturity"), url: reader.string("url")?.value,
        dependsOn: reader.strings("depends_on"))
    }
    if exposure != nil { reader.finishProperties() }
    return exposure
  }
}

extension GroupProperties {
  static func read(_ reader: inout MappingReader, _ file: FilePlace) -> GroupProperties? {
    guard let shared = SharedProperties.read(&reader, file) else { return nil }
    let group = GroupProperties(shared: shared, owner: reader.owner())
    reader.finishProperties()
    return group
  }
}

extension MappingReader {
  /// `owner:` with a name or an e-mail address, or both.
  fileprivate mutating func owner() -> PlainMap {
    guard let node = mapping("owner") else {
      if self.node["owner"] == nil { problems.append(.missingKey("owner", subject, self.node)) }
      return [:]
    }
    if node["name"] == nil, node["email"] == nil {
      problems.append(.noOwner(node.place))
    }
    return node.plain.map ?? [:]
  }
}

extension Diagnostic {
  fileprivate static func noOwner(_ span: Span) -> Diagnostic {
    Diagnostic(code: "missing-key", "an `owner` needs a `name` or an `email`", at: span)
  }
}
