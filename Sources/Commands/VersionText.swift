import Compilation

/// `--version` in the layout that dbt's tools read the core version from.
enum VersionText {
  static let text = """
    Core:
      - installed: \(Version.dbt)
      - latest:    \(Version.dbt) - Up to date!

    Plugins:
      - postgres: \(Version.dbt) - Built in
      - sqlite:   \(Version.dbt) - Built in

    swiftdbt \(Version.swiftdbt) (follows dbt-core \(Version.dbt))
    """
}
