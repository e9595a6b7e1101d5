import Diagnostics
import Execution

/// What is deprecated about how a command was called, before anything is read of the project.
struct UsageWarnings {
  let input: CommandInput

  var all: [Diagnostic] { models + selector + variables }

  /// `--models` and its shorter forms; each spelling counts once.
  private var models: [Diagnostic] {
    ["--models", "--model", "-m"].filter(input.words.contains).map { word in
      Diagnostic(
        .warning, code: "models-option", "`\(word)` is deprecated", help: ["write `--select`"])
    }
  }

  private var selector: [Diagnostic] {
    let arguments = input.arguments
    guard arguments.value("selector") != nil,
      !arguments.list("select").isEmpty || !arguments.list("exclude").isEmpty
    else { return [] }
    return [
      Diagnostic(
        .warning, code: "selector-and-select",
        "`--select` and `--exclude` are passed over where there is a `--selector`")
    ]
  }

  /// Variables with the prefix that dbt keeps to itself.
  private var variables: [Diagnostic] {
    let prefix = "DBT_ENGINE"
    let found = input.environment.keys.filter { $0.hasPrefix(prefix) }
    guard !found.isEmpty else { return [] }
    let specs = CommandLineTool.subcommands.flatMap { $0.spec.options } + GlobalOptions.all
    let known = Set(specs.map { "\(prefix)_\($0.flagName)" } + Self.otherVariables)
    return found.filter { !known.contains($0) }.sorted().map { name in
      Diagnostic(
        .warning, code: "reserved-variable",
        "the variable `\(name)` begins with `\(prefix)`, which is kept for dbt's own",
        help: NearMiss.help(for: name, among: known.sorted()))
    }
  }

  /// dbt's variables that no option stands for.
  private static let otherVariables = [
    "INVOCATION_ENV", "RECORDED_FILE_PATH", "TEST_STATE_MODIFIED",
    "PACKAGE_HUB_URL", "DOWNLOAD_DIR", "PP_FILE_DIFF_TEST", "PP_TEST", "SQLPARSE", "V2_PARSER",
    "ARTIFACT_STATE_PATH", "DEFER_TO_STATE", "FAVOR_STATE_MODE", "NO_PRINT", "EXPORT_SAVED_QUERIES",
    "INCLUDE_SAVED_QUERY",
  ].map { "DBT_ENGINE_\($0)" }
}
