import Diagnostics
package import PlainData
package import ProjectLoading

/// Merges what the levels of a project say about one node, farthest first.
///
/// Order, as dbt's: defaults of the resource type; the dbt_project.yml of the node's own package, from
/// its outermost folder to its innermost; properties in YAML; `config()` in the file; and for a node of
/// another package, last and so winning, the root's dbt_project.yml.
package struct ConfigLevels: Sendable {
  package private(set) var config: NodeConfig
  /// Of the package's own dbt_project.yml.
  private let own: ConfigTree
  /// Of the root's, for a node of another package.
  private let root: ConfigTree?
  private let fqn: [String]

  package init(
    _ type: ResourceType, _ resource: ConfigTrees.Resource, of project: Project, fqn: [String],
    package: String
  ) {
    self.init(
      type, own: project.package(named: package)?.settings.configs[resource] ?? ConfigTree(),
      root: package == project.root.name ? nil : project.root.settings.configs[resource], fqn: fqn)
  }

  /// Of trees that many nodes have in common.
  init(_ type: ResourceType, own: ConfigTree, root: ConfigTree?, fqn: [String]) {
    config = NodeConfig(ResourceDefaults.values(for: type))
    self.own = own
    self.root = root
    self.fqn = fqn
  }

  /// The levels of the package's own dbt_project.yml.
  package mutating func applyProject() {
    apply(own)
  }

  /// The levels of the root's dbt_project.yml, which have the last word on other packages.
  package mutating func applyRootProject() {
    if let root { apply(root) }
  }

  package mutating func apply(_ settings: [Setting]) {
    for setting in settings {
      config.merge(setting.name, setting.value)
      config.note(setting.name, unrendered: setting.unrendered)
    }
  }

  /// What `config()` calls in the file say; `written` is the first of them as its text has it.
  package mutating func apply(_ values: PlainMap, written: PlainMap = PlainMap()) {
    for (key, value) in values { config.merge(key, value) }
    for (key, value) in written { config.note(key, unrendered: value) }
  }

  /// What a YAML entry says: `config:`, and the fields that dbt also takes as configs.
  package mutating func apply(_ properties: NodeProperties) {
    let shared = properties.shared
    apply([shared.meta, shared.tags, shared.docs, properties.contract].compactMap(\.self))
    for (key, text) in [("access", properties.access), ("group", properties.group)] {
      guard let text else { continue }
      apply([key: .string(text.value)], written: [key: .string(text.value)])
    }
    apply(shared.config)
    let isVersion = !properties.versions.isEmpty
    for setting in shared.config where !isVersion {
      config.note(setting.name, unrendered: setting.unrendered.over(setting.value))
    }
  }

  private mutating func apply(_ tree: ConfigTree) {
    guard !tree.isEmpty else { return }
    for level in tree.levels(along: fqn) { apply(level) }
  }
}
