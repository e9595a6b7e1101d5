package import Diagnostics
package import PlainData
package import YAML

/// A dbt project as it lies on disk: every file read, every property parsed, nothing rendered yet
/// but the YAML values that dbt renders when it loads them.
package struct Project: Sendable {
  /// The package that `dbt_project.yml` describes.
  package let root: Package
  /// The packages it uses, each once, sorted by name: installed ones and `local:` ones.
  package let dependencies: [Package]
  package let profile: Profile
  /// `--vars`; they win over every `vars:` of a file.
  package let commandLineVars: PlainMap
  /// Values of `DBT_ENV_SECRET_*` that were read; they are scrubbed from whatever is printed.
  package let secrets: [String]
  /// selectors.yml of the root package, rendered; nil when there is none.
  package let selectors: YAMLDocument?
  /// What is suspect and not wrong, in the order of the files.
  package let warnings: [Diagnostic]

  package init(
    root: Package, dependencies: [Package], profile: Profile, commandLineVars: PlainMap,
    secrets: [String], selectors: YAMLDocument? = nil, warnings: [Diagnostic]
  ) {
    self.root = root
    self.dependencies = dependencies
    self.profile = profile
    self.commandLineVars = commandLineVars
    self.secrets = secrets
    self.selectors = selectors
    self.warnings = warnings
  }

  /// The root package first, then the dependencies.
  package var packages: [Package] { [root] + dependencies }

  package func package(named name: String) -> Package? {
    root.name == name ? root : dependencies.first { $0.name == name }
  }
}
