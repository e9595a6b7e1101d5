/// Options that several commands share, grouped by what they are about.
enum CommonOptions {
  /// Accepted by every command, before or after its name.
  static let global: [OptionSpec] = [
    OptionSpec(
      "--project-dir", kind: .value(metavariable: "DIR"),
      help: "folder of dbt_project.yml (default: this folder, its parents, ./project)"),
    OptionSpec(
      "--profiles-dir", kind: .value(metavariable: "DIR"), help: "folder of profiles.yml"),
    OptionSpec("--profile", kind: .value(metavariable: "NAME"), help: "profile to use"),
    OptionSpec(
      "--target", "-t", kind: .value(metavariable: "NAME"), help: "target of the profile"),
    OptionSpec(
      "--vars", kind: .value(metavariable: "YAML"),
      help: "variables, a YAML mapping: '{dataset: bamberg}'"),
    OptionSpec("--threads", kind: .value(metavariable: "N"), help: "connections used at once"),
    OptionSpec(
      "--target-path", kind: .value(metavariable: "DIR"), help: "folder for artifacts (target)"),
    OptionSpec("--quiet", "-q", help: "print only errors and data"),
    OptionSpec("--debug", "-d", help: "print everything"),
    OptionSpec(
      "--log-level", kind: .choice(["debug", "info", "warn", "error", "none"]),
      help: "least level that is printed (info)"),
    OptionSpec(
      "--log-format", kind: .choice(["default", "text", "debug", "json"]),
      help: "lines for people or one JSON object a line"),
    OptionSpec("--use-colors", help: "colour, also where there is no terminal"),
    OptionSpec("--help", "-h", help: "show this help"),
  ]

  static let selection: [OptionSpec] = [
    OptionSpec(
      "--select", "-s", "--models", "-m", "--model", kind: .values(metavariable: "SELECTOR"),
      help: "nodes to take: names, tag:…, path:…, +parents, children+, @"),
    OptionSpec(
      "--exclude", kind: .values(metavariable: "SELECTOR"), help: "nodes to leave out"),
    OptionSpec(
      "--indirect-selection", kind: .choice(["eager", "cautious", "buildable", "empty"]),
      help: "which tests come along with selected nodes (eager)"),
  ]

  static let resourceTypes: [OptionSpec] = [
    OptionSpec(
      "--resource-type", "--resource-types", kind: .values(metavariable: "TYPE"),
      help: "only nodes of these types: model, seed, test, source, …"),
    OptionSpec(
      "--exclude-resource-type", "--exclude-resource-types", kind: .values(metavariable: "TYPE"),
      help: "no nodes of these types"),
  ]

  static let execution: [OptionSpec] = [
    OptionSpec("--fail-fast", "-x", help: "stop at the first failure"),
    OptionSpec("--full-refresh", "-f", help: "rebuild incremental models and seeds from nothing"),
    OptionSpec("--junit", kind: .value(metavariable: "FILE"), help: "write results as JUnit XML"),
    OptionSpec("--write-json", help: "write artifacts to the target folder (on)"),
  ]

  static let tests: [OptionSpec] = [
    OptionSpec("--store-failures", help: "keep failing rows of tests in tables")
  ]
}
