import Diagnostics
import Execution
import PlainData
import YAML

/// `--warn-error` and `--warn-error-options`: which warnings are errors and which are not told.
struct WarningPolicy: Sendable {
  enum Treatment { case warn, error, silence }

  private var allAreErrors = false
  private var errors: Set<String> = []
  private var warnings: Set<String> = []
  private var silenced: Set<String> = []

  init() {}

  /// Throws: `vars-syntax`-like problems of the option's YAML; `option-conflict`.
  init(_ input: CommandInput) throws {
    let arguments = input.arguments
    let text = arguments.value("warn-error-options")
    if text != nil, arguments.flag("warn-error") != nil {
      throw Diagnostic.conflict("warn_error_options", "warn_error")
    }
    if let text {
      try read(try YAMLDocument.parse(SourceFile(path: "--warn-error-options", text: text)).root)
    } else if let map = input.projectFlags["warn_error_options"]?.map,
      arguments.flag("warn-error") == nil
    {
      read(map)
    } else {
      allAreErrors = arguments.isSet("warn-error")
    }
  }

  private mutating func read(_ node: YAMLNode) throws {
    switch node.plain {
    case .map(let map): read(map)
    case .null: break
    default:
      throw Diagnostic(
        code: "warn-error-options", "`--warn-error-options` takes a YAML mapping", at: node.span,
        help: ["for example: '{error: all, silence: [NoNodesSelected]}'"])
    }
  }

  /// Newer keys first; `include` and `exclude` are their older names.
  private mutating func read(_ map: PlainMap) {
    let error = map["error"] ?? map["include"] ?? .null
    if let word = error.string, word == "all" || word == "*" { allAreErrors = true }
    errors = Set(error.list?.compactMap(\.string) ?? [])
    let warn = map["warn"] ?? map["exclude"] ?? .null
    warnings = Set(warn.list?.compactMap(\.string) ?? [])
    silenced = Set(map["silence"]?.list?.compactMap(\.string) ?? [])
  }

  func treatment(of diagnostic: Diagnostic) -> Treatment {
    treatment(ofEvent: WarningEvent(of: diagnostic).name)
  }

  func treatment(ofEvent name: String) -> Treatment {
    if silenced.contains(name) { return .silence }
    if warnings.contains(name) { return .warn }
    return allAreErrors || errors.contains(name) ? .error : .warn
  }
}

extension Diagnostic {
  /// Two options that exclude each other, in dbt's spelling.
  static func conflict(_ one: String, _ other: String) -> Diagnostic {
    Diagnostic(code: "option-conflict", "\(one): not allowed with argument \(other)")
  }
}
