import Diagnostics
import PlainData
import ProjectLoading
import YAML

/// Where a command was started and what was said to it.
struct CommandInput: Sendable {
  /// The options that the command takes, and that every command takes.
  let options: [OptionSpec]
  var arguments: ParsedArguments
  /// Absolute.
  let currentDirectory: String
  /// With what `.env` adds.
  let environment: [String: String]
  /// The words after the tool's name, as they were typed.
  let words: [String]
  /// Whose command line it is.
  var tool = Tool()
  /// `flags:` of dbt_project.yml.
  var projectFlags = PlainMap()
  /// Folder of dbt.log, absolute; nil where there is no project.
  var logFolder: String?
  /// `retry`: the unique ids that are run again, whatever the selection says.
  var retried: Set<String>?
  /// Keeps what need not be freed before the process ends; nil where the process goes on.
  var keeper: ProcessKeeper?
  let invocationID = UUIDText.random()

  /// Which project, profile and target the options mean.
  ///
  /// Throws: `vars-syntax`, `bad-number`.
  func loadOptions() throws -> LoadOptions {
    var options = place
    options.vars = try vars()
    options.threads = try number("threads")
    return options
  }

  /// As far as options and environment tell where the project is, whatever else is wrong.
  var place: LoadOptions {
    LoadOptions(
      currentDirectory: currentDirectory, projectDirectory: arguments.value("project-dir"),
      profilesDirectory: arguments.value("profiles-dir"), profile: arguments.value("profile"),
      target: arguments.value("target"), environment: environment)
  }

  func number(_ key: String) throws(Diagnostic) -> Int? {
    guard let text = arguments.value(key) else { return nil }
    guard let number = Int(text), number > 0 else {
      throw Diagnostic(code: "bad-number", "`--\(key)` takes a whole number above 0, not `\(text)`")
    }
    return number
  }

  func vars() throws -> PlainMap { try map("vars", example: "{dataset: bamberg}") }

  /// An option that takes a YAML mapping; empty when it is not given.
  ///
  /// Throws: `vars-syntax`.
  func map(_ key: String, example: String) throws -> PlainMap {
    guard let text = arguments.value(key) else { return PlainMap() }
    let source = SourceFile(path: "--\(key)", text: text)
    let root = try YAMLDocument.parse(source).root
    switch root.plain {
    case .map(let map): return map
    case .null: return PlainMap()
    default:
      throw Diagnostic(
        code: "vars-syntax", "`--\(key)` takes a YAML mapping", at: root.span,
        help: ["for example: --\(key) '\(example)'"])
    }
  }

  /// `DBT_ENV_CUSTOM_ENV_…` without the prefix: what the user wants in logs and artifacts.
  var customEnvironment: PlainMap {
    let prefix = "DBT_ENV_CUSTOM_ENV_"
    let custom = environment.filter { $0.key.hasPrefix(prefix) }.sorted { $0.key < $1.key }
    return PlainMap(custom.map { (String($0.key.dropFirst(prefix.count)), .string($0.value)) })
  }

  var indirectSelection: String { arguments.value("indirect-selection") ?? "eager" }
}
