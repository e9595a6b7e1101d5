import Diagnostics
import ProjectLoading

/// Configs of the root's dbt_project.yml that no resource is configured by: a misspelt folder, mostly.
struct UnusedConfigPaths {
  private let trees: ConfigTrees
  /// The ways on which there is a resource, by type: package, folders, name, and every beginning, as far as
  /// the configs go down.
  private var used: [ConfigTrees.Resource: Set<[String]>] = [:]

  init(_ trees: ConfigTrees, enabled: [Node], disabled: [Node]) {
    self.trees = trees
    let depths = Dictionary(
      uniqueKeysWithValues: ConfigTrees.Resource.allCases.map { ($0, trees[$0].depth) })
    func insert(_ fqn: [String], for resource: ConfigTrees.Resource) {
      let length = min(fqn.count, depths[resource] ?? 0)
      self.insert(beginnings: length, of: fqn, for: resource)
    }
    for node in enabled {
      guard let resource = node.type.configTree else { continue }
      insert(node.fqn, for: resource)
    }
    // What is disabled counts for every type, as in dbt.
    for node in disabled {
      for resource in ConfigTrees.Resource.allCases { insert(node.fqn, for: resource) }
    }
  }

  private mutating func insert(
    beginnings length: Int, of fqn: [String], for resource: ConfigTrees.Resource
  ) {
    for count in stride(from: length, through: 0, by: -1) {
      let isNew = used[resource, default: []].insert(Array(fqn[..<count])).inserted
      if !isNew { return }
    }
  }

  /// One warning for all paths; nil where every config is used.
  var warning: Diagnostic? {
    let found = ConfigTrees.Resource.allCases.filter { $0 != .analyses }.flatMap { resource in
      unused(trees[resource], [], resource, known: used[resource] ?? [])
    }
    guard let first = found.first else { return nil }
    let list = found.map { "`\($0.path)`" }.joined(separator: ", ")
    return Diagnostic(
      .warning, code: "unused-config-path",
      "\(list) of dbt_project.yml \(found.count == 1 ? "applies" : "apply") to nothing",
      at: first.span,
      notes: found.dropFirst().map { .init("`\($0.path)` is here", at: $0.span) }, help: first.help)
  }

  private struct Path {
    let path: String
    let span: Span?
    let help: [String]
  }

  private func unused(
    _ tree: ConfigTree, _ way: [Located<String>], _ resource: ConfigTrees.Resource,
    known: Set<[String]>
  ) -> [Path] {
    let names = way.map(\.value)
    var found: [Path] = []
    if !tree.settings.isEmpty, !known.contains(names) {
      let wrong = (0..<names.count).first { !known.contains(Array(names[...$0])) }
      let beside = wrong.map { index in
        known.filter { $0.count == index + 1 && $0.dropLast() == names[..<index] }.compactMap(
          \.last)
      }
      found.append(
        Path(
          path: ([resource.plural] + names).joined(separator: "."),
          span: way.last?.span ?? tree.settings.first?.span,
          help: wrong.map { NearMiss.help(for: names[$0], among: (beside ?? []).sorted()) } ?? []))
    }
    for child in tree.children {
      found += unused(child.tree, way + [child.name], resource, known: known)
    }
    return found
  }
}

extension ResourceType {
  /// The key of dbt_project.yml that configures such nodes.
  fileprivate var configTree: ConfigTrees.Resource? {
    switch self {
    case .model, .swiftModel: .models
    case .seed: .seeds
    case .snapshot: .snapshots
    case .source: .sources
    case .test: .dataTests
    case .unitTest: .unitTests
    case .exposure: .exposures
    case .metric: .metrics
    case .semanticModel: .semanticModels
    case .savedQuery: .savedQueries
    case .function: .functions
    default: nil
    }
  }
}

extension ConfigTrees.Resource {
  /// As dbt writes it in paths: with `_`.
  fileprivate var plural: String { String(rawValue.map { $0 == "-" ? "_" : $0 }) }
}
