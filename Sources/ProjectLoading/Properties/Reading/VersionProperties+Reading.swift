import Diagnostics
import PlainData
import YAML

extension VersionProperties {
  static func read(_ reader: inout MappingReader, _ file: FilePlace) -> VersionProperties? {
    guard let v = reader.version("v") else {
      if reader.node.kind == .mapping, reader.node["v"] == nil {
        reader.problems.append(.missingKey("v", reader.subject, reader.node))
      }
      return nil
    }
    let hasTests = reader.node["tests"] != nil || reader.node["data_tests"] != nil
    let version = VersionProperties(
      v: v, definedIn: reader.string("defined_in"), description: reader.string("description"),
      access: reader.string("access"), config: reader.settings("config"),
      docs: reader.setting("docs"), constraints: reader.constraints(),
      tests: hasTests ? reader.tests() : nil, columns: reader.columnRules(file),
      deprecationDate: reader.string("deprecation_date"), node: reader.node)
    reader.expect(["tests", "data_tests"])
    reader.finishProperties()
    return version
  }
}

extension MappingReader {
  /// A version: an integer, a number or a string.
  mutating func version(_ key: String) -> Located<PlainValue>? {
    guard let node = node(key) else { return nil }
    switch node.plain {
    case .int, .double, .string: return Located(node.plain, at: node.span)
    default:
      problems.append(.wrongType(node, "`\(key)`", wanted: "a string or a number"))
      return nil
    }
  }

  /// Refuses a version that stands twice, and a latest version that is not among them.
  mutating func checkVersions(
    _ versions: [VersionProperties], latest: Located<PlainValue>?, of model: String
  ) {
    for (position, version) in versions.enumerated() {
      if let first = versions[..<position].first(where: { $0.v.value == version.v.value }) {
        problems.append(.duplicate("version `\(version.v.span.text)`", version.v, first.v))
      }
    }
    guard let latest, !versions.isEmpty else { return }
    guard !versions.contains(where: { $0.v.value == latest.value }) else { return }
    problems.append(.unknownLatest(latest, versions, model))
  }

  fileprivate mutating func columnRules(_ file: FilePlace) -> [VersionProperties.ColumnRule] {
    let items = list("columns")
    let rules = items.filter { $0["include"] != nil || $0["exclude"] != nil }
    if rules.count > 1 { problems.append(.secondRule(rules[1].span)) }
    return items.compactMap { item in
      guard item["include"] != nil || item["exclude"] != nil else {
        return column(item, file).map { .column($0) }
      }
      var entry = MappingReader(item, subject: "a rule of columns")
      let rule = entry.inheritance()
      problems += entry.problems
      return rule
    }
  }

  private mutating func inheritance() -> VersionProperties.ColumnRule {
    let include = strings("include").map(\.value)
    let exclude = strings("exclude").map(\.value)
    finish(unknownKeys: .warning)
    let isAll = include == ["all"] || include == ["*"]
    return .inherit(include: isAll ? .all : .named(include), exclude: exclude)
  }
}

extension Diagnostic {
  fileprivate static func secondRule(_ span: Span) -> Diagnostic {
    Diagnostic(
      code: "conflicting-keys", "a version has one `include` and `exclude`, in one item",
      at: span)
  }

  static func duplicate<Value>(
    _ what: String, _ second: Located<Value>, _ first: Located<Value>
  ) -> Diagnostic {
    Diagnostic(
      code: "duplicate-name", "\(what) is described twice", at: second.span,
      notes: [.init("first described here", at: first.span)])
  }

  fileprivate static func unknownLatest(
    _ latest: Located<PlainValue>, _ versions: [VersionProperties], _ model: String
  ) -> Diagnostic {
    var seen: Set<String> = []
    let known = versions.map { $0.v.span.text }.filter { seen.insert($0).inserted }
    let list = known.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "unknown-value", "`\(model)` has no version `\(latest.span.text)`", at: latest.span,
      help: ["it has \(list)"])
  }
}
