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
  private let resource: ConfigTrees.Resource
  private let project: Project
  private let fqn: [String]
  private let package: String

  package init(
    _ type: ResourceType, _ resource: ConfigTrees.Resource, of project: Project, fqn: [String],
    package: String
  ) {
    config = NodeConfig(ResourceDefaults.values(for: type))
    self.resource = resource
    self.project = project
    self.fqn = fqn
    self.package = package
  }

  /// The levels of the package's own dbt_project.yml.
  package mutating func applyProject() {
    guard let own = project.package(named: package) else { return }
    apply(own.settings.configs[resource])
  }

  /// The levels of the root's dbt_project.yml, which have the last word on other packages.
  package mutating func applyRootProject() {
    guard package != project.root.name else { return }
    apply(project.root.settings.configs[resource])
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
  }

  private mutating func apply(_ tree: ConfigTree) {
    for level in tree.levels(along: fqn) { apply(level) }
  }
}
