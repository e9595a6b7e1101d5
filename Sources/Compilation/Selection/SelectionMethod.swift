import Diagnostics
import Graph
import PlainData
import ProjectLoading

/// dbt's selection methods, each a question about one node.
enum SelectionMethod: String, CaseIterable {
  case fqn, tag, source, path, file, package, config, exposure, group, access
  case resourceType = "resource_type"
  case testType = "test_type"
  case testName = "test_name"

  /// Whether `node` is meant by `criterion`.
  func matches(_ node: Node, _ criterion: Criterion, root: String) -> Bool {
    let value = criterion.value
    switch self {
    case .fqn: return matchesFQN(node, value)
    case .tag: return node.tags.contains(where: Wildcard(value).matches)
    case .source: return matchesSource(node, value)
    case .path: return matchesPath(node, value)
    case .file: return matchesFile(node, value)
    case .package:
      return Wildcard(value == "this" ? root : value).matches(node.package)
    case .config: return matchesConfig(node, criterion)
    case .exposure: return node.type == .exposure && matchesName(node, value)
    case .group: return node.config.group.map(Wildcard(value).matches) ?? false
    case .access: return node.config.string("access") == value && node.type.isReferable
    case .resourceType: return node.type.dbtName == value
    case .testType: return matchesTestType(node, value)
    case .testName: return matchesTestName(node, value)
    }
  }

  /// dbt: the whole fqn (with or without the package), a prefix of it, or the last part.
  private func matchesFQN(_ node: Node, _ value: String) -> Bool {
    guard node.type != .source, node.type != .exposure else { return value == "*" }
    if node.fqn.last.map(Wildcard(value).matches) ?? false { return true }
    let wanted = value.split(separator: ".").map(String.init)
    return [node.fqn, Array(node.fqn.dropFirst())].contains { Self.starts($0, with: wanted) }
  }

  private static func starts(_ parts: [String], with wanted: [String]) -> Bool {
    guard wanted.count <= parts.count, !wanted.isEmpty else { return false }
    return zip(wanted, parts).allSatisfy { Wildcard($0).matches($1) }
  }

  /// `source`, `source.table` or `package.source.table`.
  private func matchesSource(_ node: Node, _ value: String) -> Bool {
    guard case .source(let table) = node.body else { return false }
    let parts = value.split(separator: ".").map(String.init)
    let names =
      switch parts.count {
      case 1: [table.sourceName]
      case 2: [table.sourceName, node.name]
      default: [node.package, table.sourceName, node.name]
      }
    return parts.count <= 3 && Self.starts(names, with: parts)
  }

  /// A file or folder, relative to the project; `..` of paths outside may be left out.
  private func matchesPath(_ node: Node, _ value: String) -> Bool {
    let wanted = value.hasSuffix("/") ? String(value.dropLast()) : value
    let pattern = Wildcard(wanted, separator: "/")
    return [node.file.path, Self.withoutParents(node.file.path)].contains { path in
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

  private func matchesFile(_ node: Node, _ value: String) -> Bool {
    let pattern = Wildcard(value)
    return pattern.matches(node.file.fileName) || pattern.matches(node.file.stem)
  }

  private func matchesName(_ node: Node, _ value: String) -> Bool {
    Wildcard(value).matches(node.name) || Wildcard(value).matches("\(node.package).\(node.name)")
  }

  /// `config.materialized:table`, `config.meta.owner:team_1`; lists match by any of their items.
  private func matchesConfig(_ node: Node, _ criterion: Criterion) -> Bool {
    guard let first = criterion.arguments.first else { return false }
    var found = node.config[MergeRule.canonicalName(of: first)]
    for key in criterion.arguments.dropFirst() { found = found?[key] }
    return found.map { Self.contains($0, criterion.value) } ?? false
  }

  private static func contains(_ value: PlainValue, _ text: String) -> Bool {
    switch value {
    case .list(let items): items.contains { contains($0, text) }
    case .map(let map): map.keys.contains(text)
    case .string(let string): Wildcard(text).matches(string)
    case .bool(let flag): text.lowercased() == (flag ? "true" : "false")
    case .int(let number): text == String(number)
    case .double(let number): text == String(number)
    case .null: text.lowercased() == "none" || text == "null"
    }
  }

  private func matchesTestType(_ node: Node, _ value: String) -> Bool {
    guard node.type == .test else { return false }
    return switch (value, node.body) {
    case ("generic", .genericTest), ("schema", .genericTest): true
    case ("singular", .template), ("data", .template): true
    case ("data", .genericTest): true
    default: false
    }
  }

  private func matchesTestName(_ node: Node, _ value: String) -> Bool {
    guard case .genericTest(let test) = node.body else { return false }
    return Wildcard(value).matches(test.testName)
  }
}
