/// The folders of a package, relative to its `dbt_project.yml`; they may lie outside (`../models`).
package struct ProjectPaths: Hashable, Sendable {
  package var models = ["models"]
  package var seeds = ["seeds"]
  package var macros = ["macros"]
  package var tests = ["tests"]
  package var analyses = ["analyses"]
  package var snapshots = ["snapshots"]
  package var functions = ["functions"]
  package var assets: [String] = []
  /// Where markdown is looked for; by default in every folder above.
  package var docs: [String] = []
  /// Where suites are looked for; ours, not dbt's.
  package var expectations = ["expectations"]
  package var target = "target"
  package var logs = "logs"
  package var packages = "dbt_packages"
  /// What `clean` removes; by default `target`.
  package var cleanTargets: [String] = ["target"]

  package init() {}

  /// The folders whose files become resources, each once, in dbt's order.
  package var resources: [String] {
    var seen: Set<String> = []
    let all = models + seeds + snapshots + analyses + macros + tests + functions
    return all.filter { seen.insert($0).inserted }
  }
}
