import PlainData

/// What every command takes, before or after its name, as dbt does.
enum GlobalOptions {
  static let all: [OptionSpec] = place + printing + files + state + accepted

  /// Which project, profile and target.
  private static let place: [OptionSpec] = [
    OptionSpec(
      "--project-dir", kind: .value(metavariable: "DIR"),
      help: "folder of dbt_project.yml (default: this folder, its parents, ./project)"),
    OptionSpec(
      "--profiles-dir", kind: .value(metavariable: "DIR"), help: "folder of profiles.yml"),
    OptionSpec("--profile", kind: .value(metavariable: "NAME"), help: "profile to use"),
    OptionSpec(
      "--target", "-t", kind: .value(metavariable: "NAME"), help: "target of the profile"),
    OptionSpec(
      "--vars", kind: .value(metavariable: "YAML"), readsEnvironment: false,
      help: "variables, a YAML mapping: '{dataset: bamberg}'"),
    OptionSpec(
      "--threads", kind: .value(metavariable: "N"), readsEnvironment: false,
      help: "connections used at once"),
  ]

  private static let printing: [OptionSpec] = [
    OptionSpec("--quiet", "-q", help: "print only errors and data"),
    OptionSpec("--debug", "-d", help: "print everything"),
    OptionSpec("--print", fallback: true, help: "print what templates say with print() (on)"),
    OptionSpec(
      "--log-level", kind: .choice(["debug", "info", "warn", "error", "none"]), fallback: "info",
      help: "least level that is printed (info)"),
    OptionSpec(
      "--log-format", kind: .choice(["default", "text", "debug", "json"]), fallback: "default",
      help: "lines for people or one JSON object a line"),
    OptionSpec("--use-colors", fallback: true, help: "colour, also where there is no terminal"),
    OptionSpec(
      "--printer-width", kind: .value(metavariable: "N"), fallback: 80,
      help: "columns of progress lines (80)"),
    OptionSpec(
      "--warn-error", help: "every warning is an error"),
    OptionSpec(
      "--warn-error-options", kind: .value(metavariable: "YAML"),
      help: "which warnings are errors, or silent: '{error: [NoNodesForSelectionCriteria]}'"),
    OptionSpec("--fail-fast", "-x", help: "stop at the first failure"),
    OptionSpec("--help", "-h", readsEnvironment: false, help: "show this help"),
  ]

  private static let files: [OptionSpec] = [
    OptionSpec(
      "--target-path", kind: .value(metavariable: "DIR"), help: "folder for artifacts (target)"),
    OptionSpec("--log-path", kind: .value(metavariable: "DIR"), help: "folder of dbt.log (logs)"),
    OptionSpec(
      "--log-level-file", kind: .choice(["debug", "info", "warn", "error", "none"]),
      fallback: "debug", help: "least level that is written to dbt.log (debug)"),
    OptionSpec(
      "--log-format-file", kind: .choice(["default", "text", "debug", "json"]), fallback: "debug",
      help: "how dbt.log is written (debug)"),
    OptionSpec(
      "--log-file-max-bytes", kind: .value(metavariable: "N"), fallback: 10_485_760,
      help: "size at which dbt.log is renamed to dbt.log.1", isHidden: true),
    OptionSpec("--use-colors-file", fallback: true, help: "colour in dbt.log", isHidden: true),
    OptionSpec("--write-json", fallback: true, help: "write artifacts to the target folder (on)"),
    OptionSpec(
      "--partial-parse", fallback: true,
      help: "use what the last parse of an unchanged project found (on)"),
    OptionSpec(
      "--partial-parse-file-path", kind: .value(metavariable: "FILE"),
      help: "where that is kept (partial_parse.swiftdbt in the target folder)", isHidden: true),
  ]

  private static let state: [OptionSpec] = [
    OptionSpec(
      "--state", kind: .value(metavariable: "DIR"),
      help: "folder with the artifacts of an earlier run, for state:, result: and --defer"),
    OptionSpec("--defer", help: "read what is not selected from where the --state manifest says"),
    OptionSpec(
      "--defer-state", kind: .value(metavariable: "DIR"),
      help: "folder of the manifest for --defer, if it is not that of --state"),
    OptionSpec("--favor-state", help: "with --defer: also where the relation exists here"),
    OptionSpec(
      "--indirect-selection", kind: .choice(["eager", "cautious", "buildable", "empty"]),
      fallback: "eager", help: "which tests come along with selected nodes (eager)"),
  ]

  /// Taken because dbt takes them; what they tune works without tuning here.
  private static let accepted: [OptionSpec] =
    [
      ("--cache-selected-only", false), ("--log-cache-events", false), ("--macro-debugging", false),
      ("--partial-parse-file-diff", true), ("--populate-cache", true),
      ("--send-anonymous-usage-stats", false), ("--single-threaded", false),
      ("--static-parser", true), ("--use-experimental-parser", false), ("--version-check", true),
      ("--use-fast-test-edges", false), ("--show-resource-report", false),
      ("--show-all-deprecations", false), ("--hints-enabled", true), ("--use-v2-parser", false),
      ("--upload-to-artifacts-ingest-api", false), ("--snowflake-projects-otel", false),
    ].map { OptionSpec($0.0, fallback: .bool($0.1), help: "accepted", isHidden: true) } + [
      OptionSpec(
        "--record-timing-info", "-r", kind: .value(metavariable: "FILE"), readsEnvironment: false,
        help: "accepted", isHidden: true),
      OptionSpec(
        "--maximum-seed-size-mib", kind: .value(metavariable: "N"), fallback: 1, help: "accepted",
        isHidden: true),
    ]
}
