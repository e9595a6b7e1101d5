import Diagnostics
import Graph
import PlainData
import ProjectLoading

/// dbt's selection methods, each a question about one node.
enum SelectionMethod: String, CaseIterable {
  case fqn, tag, source, path, file, package, config, exposure, metric, group, access, state
  case result, version, selector, function
  case resourceType = "resource_type"
  case semanticModel = "semantic_model"
  case savedQuery = "saved_query"
  case unitTest = "unit_test"
  case testType = "test_type"
  case testName = "test_name"
  case sourceStatus = "source_status"

  /// Whether `node` is meant by `criterion`; `selector`, `state`, `result` and `source_status` are
  /// answered by `SelectionMatching`, which knows what to compare with, and `fqn`, which it cuts up once.
  func matches(_ node: NodeOutline, _ criterion: Criterion, root: String) -> Bool {
    let value = criterion.value
    switch self {
    case .tag: return node.tags.contains(where: Wildcard(value).matches)
    case .source: return matchesSource(node, value)
    case .path: return matchesPath(node, value)
    case .file: return matchesFile(node, value)
    case .package:
      return Wildcard(value == "this" ? root : value).matches(node.package)
    case .config: return matchesConfig(node, criterion)
    case .exposure: return matchesName(node, .exposure, value)
    case .metric: return matchesName(node, .metric, value)
    case .semanticModel: return matchesName(node, .semanticModel, value)
    case .savedQuery: return matchesName(node, .savedQuery, value)
    case .unitTest: return matchesName(node, .unitTest, value)
    case .function: return matchesName(node, .function, value)
    case .group:
      guard ![.semanticModel, .savedQuery].contains(node.type) else { return false }
      return node.group.map(Wildcard(value).matches) ?? false
    case .access: return node.access == value
    case .resourceType: return node.type.dbtName == value
    case .testType: return matchesTestType(node, value)
    case .testName: return matchesTestName(node, value)
    case .version: return matchesVersion(node, value)
    case .fqn, .state, .result, .selector, .sourceStatus: return false
    }
  }

  /// `source`, `source.table` or `package.source.table`.
  private func matchesSource(_ node: NodeOutline, _ value: String) -> Bool {
    guard let source = node.sourceName else { return false }
    let parts = value.split(separator: ".").map(String.init)
    let names =
      switch parts.count {
      case 1: [source]
      case 2: [source, node.name]
      default: [node.package, source, node.name]
      }
    return names.count == parts.count
      && zip(parts, names).allSatisfy { Wildcard($0).matches($1) }
  }

  /// A file or folder, relative to the project, or the file that describes the node; `..` of paths
  /// outside may be left out.
  private func matchesPath(_ node: NodeOutline, _ value: String) -> Bool {
    var wanted = value.hasSuffix("/") ? String(value.dropLast()) : value
    if wanted.hasPrefix("./") { wanted.removeFirst(2) }
    let pattern = Wildcard(wanted, separator: "/")
    let file = node.file.path
    if let described = node.describedIn?.path, described != file,
      described == wanted || pattern.matches(described)
    {
      return true
    }
    return [file, Self.withoutParents(file)].contains { path in
      path == wanted || path.hasPrefix(wanted + "/") || pattern.matches(path)
        || Self.folders(of: path).contains(where: pattern.matches)
    }
  }

  private static func withoutParents(_ path: String) -> String {
    path.split(separator: "/").drop { $0 == ".." }.joined(separator: "/")
  }

  private static func folders(of path: String) -> [String] {
    let parts = path.split(separator: "/")
    return parts.indices.map { parts[..<$0].joined(separator: "/") }
  }

  private func matchesFile(_ node: NodeOutline, _ value: String) -> Bool {
    let pattern = Wildcard(value)
    return pattern.matches(node.file.fileName) || pattern.matches(node.file.stem)
  }

  /// `name` or `package.name` of one kind of resource.
  private func matchesName(_ node: NodeOutline, _ type: ResourceType, _ value: String) -> Bool {
    guard node.type == type else { return false }
    let parts = value.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return Wildcard(value).matches(node.name) }
    return Wildcard(parts[0]).matches(node.package) && Wildcard(parts[1]).matches(node.name)
  }

  /// `config.materialized:table`, `config.meta.owner:team_1`; lists match by any of their items,
  /// maps by any of their keys.
  private func matchesConfig(_ node: NodeOutline, _ criterion: Criterion) -> Bool {
    let others: [ResourceType] = [.exposure, .metric, .semanticModel, .savedQuery]
    guard let first = criterion.arguments.first, !others.contains(node.type) else { return false }
    var found = node.config[MergeRule.canonicalName(of: first)]
    for key in criterion.arguments.dropFirst() { found = found?[key] }
    let ignoresCase = criterion.arguments == ["severity"]
    return found.map { Self.contains($0, criterion.value, ignoresCase) } ?? false
  }

  private static func contains(_ value: PlainValue, _ text: String, _ ignoresCase: Bool) -> Bool {
    switch value {
    case .list(let items): items.contains { contains($0, text, ignoresCase) }
    case .map(let map): map.keys.contains(text)
    case .string(let string):
      ignoresCase
        ? string.lowercased() == text.lowercased()
        : string == text || Wildcard(text).matches(string)
    case .bool(let flag): text.lowercased() == (flag ? "true" : "false")
    case .int(let number): text == String(number)
    case .double(let number): text == String(number)
    case .null: text.lowercased() == "none" || text == "null"
    }
  }

  private func matchesTestType(_ node: NodeOutline, _ value: String) -> Bool {
    if node.type == .unitTest { return value == "unit" }
    guard node.type == .test else { return false }
    return switch value {
    case "data": true
    case "generic", "schema": node.testName != nil
    case "singular": node.isTemplate
    default: false
    }
  }

  private func matchesTestName(_ node: NodeOutline, _ value: String) -> Bool {
    if node.type == .unitTest { return Wildcard(value).matches(node.name) }
    return node.testName.map(Wildcard(value).matches) ?? false
  }

  private func matchesVersion(_ node: NodeOutline, _ value: String) -> Bool {
    guard node.type.isModel else { return false }
    switch value {
    case "latest": return node.isLatestVersion
    case "none": return node.version == nil
    default:
      guard let version = node.version, let latest = node.latestVersion else { return false }
      return value == "prerelease" ? latest.precedes(version) : version.precedes(latest)
    }
  }

  /// The values a method is limited to; nil: any value.
  var values: [String]? {
    switch self {
    case .testType: ["generic", "singular", "data", "schema", "unit"]
    case .version: ["latest", "prerelease", "old", "none"]
    case .resourceType: ResourceType.allCases.filter { $0 != .swiftModel }.map(\.dbtName)
    case .state: ManifestComparison.Question.allCases.map(\.rawValue)
    case .sourceStatus: ["fresher"]
    default: nil
    }
  }
}

extension PlainValue {
  /// By number where both are numbers, else by text.
  fileprivate func precedes(_ other: PlainValue) -> Bool {
    if let one = Double(versionText), let two = Double(other.versionText) { return one < two }
    return versionText < other.versionText
  }
}
