import Diagnostics
import PlainData
import ProjectLoading
import YAML

/// Where a command was started and what was said to it.
struct CommandInput: Sendable {
  let arguments: ParsedArguments
  /// Absolute.
  let currentDirectory: String
  let environment: [String: String]

  /// Which project, profile and target the options mean.
  ///
  /// Throws: `vars-syntax`, `bad-number`.
  func loadOptions() throws -> LoadOptions {
    LoadOptions(
      currentDirectory: currentDirectory, projectDirectory: arguments.value("project-dir"),
      profilesDirectory: arguments.value("profiles-dir"), profile: arguments.value("profile"),
      target: arguments.value("target"), vars: try vars(), threads: try number("threads"),
      environment: environment)
  }

  func number(_ key: String) throws(Diagnostic) -> Int? {
    guard let text = arguments.value(key) else { return nil }
    guard let number = Int(text), number > 0 else {
      throw Diagnostic(code: "bad-number", "`--\(key)` takes a whole number above 0, not `\(text)`")
    }
    return number
  }

  private func vars() throws -> PlainMap {
    guard let text = arguments.value("vars") else { return PlainMap() }
    let source = SourceFile(path: "--vars", text: text)
    let root = try YAMLDocument.parse(source).root
    switch root.plain {
    case .map(let map): return map
    case .null: return PlainMap()
    default:
      throw Diagnostic(
        code: "vars-syntax", "`--vars` takes a YAML mapping", at: root.span,
        help: ["for example: --vars '{dataset: bamberg}'"])
    }
  }

  /// dbt's flags as templates see them.
  func flags(command: String, threads: Int) -> PlainMap {
    [
      "WHICH": .string(command), "FULL_REFRESH": .bool(arguments.isSet("full-refresh")),
      "STORE_FAILURES": .bool(arguments.isSet("store-failures")),
      "FAIL_FAST": .bool(arguments.isSet("fail-fast")), "EMPTY": false,
      "QUIET": .bool(arguments.isSet("quiet")), "DEBUG": .bool(arguments.isSet("debug")),
      "USE_COLORS": .bool(arguments.isSet("use-colors")), "PRINT": true, "DEFER": false,
      "WARN_ERROR": false, "INDIRECT_SELECTION": .string(indirectSelection),
      "INTROSPECT": .bool(arguments.flag("introspect") ?? true), "THREADS": .int(threads),
    ]
  }

  var indirectSelection: String { arguments.value("indirect-selection") ?? "eager" }
}
