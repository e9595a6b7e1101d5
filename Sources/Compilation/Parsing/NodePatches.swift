import Diagnostics
import PlainData
import ProjectLoading

/// Which YAML entry describes which file.
///
/// An entry means a node of its own package, or else of another one that has such a node.
struct NodePatches {
  /// Type and package → name of the file or the block → entry.
  private var patches: [Owner: [String: NodePatch]] = [:]
  /// Type and package → names of files or blocks.
  private var names: [Owner: Set<String>] = [:]
  private var packages: [String] = []
  /// Entries under the section of another type, by the node that they mean: dbt ignores all but their tests.
  private var misplaced: [Misplaced: [NodeProperties]] = [:]
  private(set) var warnings: [Diagnostic] = []
  private(set) var problems: [Diagnostic] = []

  private struct Owner: Hashable {
    let type: ResourceType
    let package: String
  }

  private struct Misplaced: Hashable {
    let type: ResourceType
    let name: String
  }

  init() {}

  init(_ project: Project, snapshots: [String: [SnapshotBlock]]) {
    packages = project.packages.map(\.name)
    for package in project.packages {
      let own = snapshots[package.name]?.map(\.name) ?? []
      let declared = package.properties.snapshots.filter { $0.relation != nil }.map(\.name.value)
      names[Owner(type: .model, package: package.name)] = Set(package.files.models.map(\.stem))
        .union(package.properties.swiftModels.map(\.name.value))
      names[Owner(type: .seed, package: package.name)] = Set(package.files.seeds.map(\.stem))
      names[Owner(type: .snapshot, package: package.name)] = Set(own + declared)
      names[Owner(type: .analysis, package: package.name)] = Set(
        package.files.analyses.map(\.stem))
      names[Owner(type: .test, package: package.name)] = Set(
        package.files.singularTests.map(\.stem))
      names[Owner(type: .function, package: package.name)] = Set(
        package.files.functions.map(\.stem))
    }
    for package in project.packages { add(package) }
  }

  func patch(_ type: ResourceType, _ name: String, in package: String) -> NodePatch? {
    patches[Owner(type: type, package: package)]?[name]
  }

  /// Entries that stand under the wrong section and mean this node.
  func misplaced(_ type: ResourceType, _ name: String) -> [NodeProperties] {
    misplaced[Misplaced(type: type, name: name)] ?? []
  }

  private mutating func add(_ package: Package) {
    let properties = package.properties
    for model in properties.models { add(model: model, in: package.name) }
    for entry in properties.seeds { add(entry, .seed, in: package.name) }
    for entry in properties.snapshots where entry.relation == nil {
      add(entry, .snapshot, in: package.name)
    }
    for entry in properties.analyses { add(entry, .analysis, in: package.name) }
    for entry in properties.singularTests { add(entry, .test, in: package.name) }
    for entry in properties.functions { add(entry.node, .function, in: package.name) }
  }

  private mutating func add(_ entry: NodeProperties, _ type: ResourceType, in package: String) {
    assign(NodePatch(properties: entry), type, to: [entry.name.value], in: package)
  }

  private mutating func add(model: NodeProperties, in package: String) {
    guard !model.versions.isEmpty else { return add(model, .model, in: package) }
    let latest = model.latestVersion?.value ?? ModelVersion.latest(of: model.versions)
    for version in model.versions {
      let file = version.definedIn?.value ?? "\(model.name.value)_v\(version.v.value.versionText)"
      let candidates = version.v.value == latest ? [file, model.name.value] : [file]
      let patch = NodePatch(
        properties: ModelVersion.properties(of: model, version), version: version.v.value,
        latestVersion: latest)
      assign(patch, .model, to: candidates, in: package)
    }
  }

  /// Gives the entry to the first of the names that exists.
  private mutating func assign(
    _ patch: NodePatch, _ type: ResourceType, to candidates: [String], in package: String
  ) {
    for owner in [package] + packages where owner == package || candidates.count == 1 {
      let key = Owner(type: type, package: owner)
      guard let name = candidates.first(where: { names[key]?.contains($0) ?? false }) else {
        continue
      }
      if let first = patches[key]?[name] {
        problems.append(.describedTwice(patch.properties, first: first.properties))
      } else {
        patches[key, default: [:]][name] = patch
      }
      return
    }
    warnings.append(unused(patch.properties, type, candidates[0], package))
  }

  private mutating func unused(
    _ entry: NodeProperties, _ type: ResourceType, _ name: String, _ package: String
  ) -> Diagnostic {
    let others: [ResourceType] = [.model, .seed, .snapshot]
    let other = others.contains(type) ? others.first { exists(name, $0) } : nil
    if let other {
      misplaced[Misplaced(type: other, name: name), default: []].append(entry)
      return .wrongKind(entry, other, type)
    }
    let known = names[Owner(type: type, package: package)] ?? []
    return .noNode(entry, type, name, known.sorted())
  }

  private func exists(_ name: String, _ type: ResourceType) -> Bool {
    packages.contains { names[Owner(type: type, package: $0)]?.contains(name) ?? false }
  }
}

extension Diagnostic {
  /// YAML that describes nothing: a warning, as in dbt.
  fileprivate static func noNode(
    _ entry: NodeProperties, _ type: ResourceType, _ name: String, _ known: [String]
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "no-node-for-properties", "no \(type.dbtName) is named `\(name)`",
      at: entry.name.span, help: NearMiss.help(for: name, among: known))
  }

  fileprivate static func wrongKind(
    _ entry: NodeProperties, _ found: ResourceType, _ type: ResourceType
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "wrong-properties-section",
      "`\(entry.name.value)` is a \(found.dbtName), and stands under `\(type.propertiesKey)`",
      at: entry.name.span, help: ["describe it under `\(found.propertiesKey)`"])
  }

  fileprivate static func describedTwice(
    _ entry: NodeProperties, first: NodeProperties
  ) -> Diagnostic {
    Diagnostic(
      code: "duplicate-name", "`\(entry.name.value)` is described twice", at: entry.name.span,
      notes: [Note("first described here", at: first.name.span)]
    ).known(
      as: "dbt found two schema.yml entries for the same resource named \(entry.name.value)",
      "Compilation")
  }
}
