package import PlainData
package import ProjectLoading

/// Merges what the levels of a project say about one node, farthest first.
///
/// Order, as dbt's: defaults of the resource type; the package's own dbt_project.yml and then the
/// root's, each from its outermost folder to its innermost; properties in YAML; `config()` in the file.
package struct ConfigLevels: Sendable {
  package private(set) var config: NodeConfig

  package init(defaults: PlainMap) {
    config = NodeConfig(defaults)
  }

  /// The levels of dbt_project.yml that apply to a node of `package` with the given fqn.
  package mutating func apply(
    _ resource: ConfigTrees.Resource, of project: Project, to fqn: [String], in package: String
  ) {
    if package != project.root.name, let own = project.package(named: package) {
      apply(own.settings.configs[resource], along: fqn)
    }
    apply(project.root.settings.configs[resource], along: fqn)
  }

  package mutating func apply(_ settings: [Setting]) {
    for setting in settings {
      config.merge(setting.name, setting.value, unrendered: setting.unrendered)
    }
  }

  /// What `config()` calls in the file say.
  package mutating func apply(_ values: PlainMap) {
    for (key, value) in values { config.merge(key, value) }
  }

  private mutating func apply(_ tree: ConfigTree, along fqn: [String]) {
    for level in tree.levels(along: fqn) { apply(level) }
  }
}
