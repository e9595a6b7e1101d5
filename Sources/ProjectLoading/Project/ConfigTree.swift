package import Diagnostics

/// The `models:` of a dbt_project.yml (or `seeds:`, …): configs by package, folder and file.
///
/// As in dbt, a key with a `+` is a config whatever its value; one without is a config unless its
/// value is a mapping, which makes it a folder.
package struct ConfigTree: Sendable {
  /// The configs of this level.
  package var settings: [Setting]
  /// The levels below, in the order written.
  package var children: [Child]

  package struct Child: Sendable {
    package let name: Located<String>
    package let tree: ConfigTree
  }

  package init(settings: [Setting] = [], children: [Child] = []) {
    self.settings = settings
    self.children = children
  }

  package var isEmpty: Bool { settings.isEmpty && children.isEmpty }

  /// How many levels there are below this one.
  package var depth: Int { children.map { $0.tree.depth + 1 }.max() ?? 0 }

  /// The settings of each level along `fqn` (package, folders, name), outermost first.
  package func levels(along fqn: some Sequence<String>) -> [[Setting]] {
    var levels = [settings]
    var tree = self
    for name in fqn {
      guard let child = tree.children.last(where: { $0.name.value == name }) else { break }
      tree = child.tree
      levels.append(tree.settings)
    }
    return levels
  }
}

/// The config trees of a dbt_project.yml, one for each type of resource.
package struct ConfigTrees: Sendable {
  package enum Resource: String, CaseIterable, Sendable {
    case models, seeds, snapshots, sources, analyses, exposures, metrics, functions
    /// Also written `tests`.
    case dataTests = "data_tests"
    case unitTests = "unit_tests"
    case semanticModels = "semantic-models"
    case savedQueries = "saved-queries"
  }

  private var trees: [Resource: ConfigTree]

  package init(_ trees: [Resource: ConfigTree] = [:]) {
    self.trees = trees
  }

  /// Empty for a resource that the file does not mention.
  package subscript(resource: Resource) -> ConfigTree {
    get { trees[resource] ?? ConfigTree() }
    set { trees[resource] = newValue }
  }
}
