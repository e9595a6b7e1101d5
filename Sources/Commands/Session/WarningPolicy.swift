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
  /// What is old about how the options were written.
  private(set) var deprecations: [Diagnostic] = []

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
      try read(map)
    } else {
      allAreErrors = arguments.isSet("warn-error")
    }
  }

  private mutating func read(_ node: YAMLNode) throws {
    switch node.plain {
    case .map(let map): try read(map)
    case .null: break
    default:
      throw Diagnostic(
        code: "warn-error-options", "`--warn-error-options` takes a YAML mapping", at: node.span,
        help: ["for example: '{error: all, silence: [NoNodesSelected]}'"])
    }
  }

  /// Newer keys first; `include` and `exclude` are their older names.
  private mutating func read(_ map: PlainMap) throws {
    let old = ["include", "exclude"].filter { map[$0] != nil }
    if !old.isEmpty { deprecations.append(.oldNames(old)) }
    for (key, former) in [("error", "include"), ("warn", "exclude")]
    where map[key] != nil && map[former] != nil {
      throw Diagnostic(
        code: "warn-error-options",
        "`\(former)` is the former name of `\(key)`: one of them is enough")
    }
    let error = map["error"] ?? map["include"] ?? .null
    if let word = error.string {
      guard ["all", "*"].contains(word) else { throw Diagnostic.notAll(word) }
      allAreErrors = true
    }
    errors = try names(error)
    warnings = try names(map["warn"] ?? map["exclude"] ?? .null)
    silenced = try names(map["silence"] ?? .null)
    let groups = errors.union(silenced)
    if !warnings.isEmpty, !allAreErrors, !groups.contains(WarningNames.deprecations) {
      throw Diagnostic.nothingToExempt
    }
  }

  private func names(_ value: PlainValue) throws -> Set<String> {
    let names = value.list?.compactMap(\.string) ?? []
    let known = names.isEmpty ? [] : WarningNames.known
    for name in names where !known.contains(name) && !WarningNames.isOfSecondVersion(name) {
      throw Diagnostic.unknownName(name, known)
    }
    return Set(names)
  }

  func treatment(of diagnostic: Diagnostic) -> Treatment {
    let event = WarningEvent(of: diagnostic)
    return treatment(ofEvent: event.name, isDeprecation: event.code.hasPrefix("D"), event.isExtra)
  }

  /// A name wins over `Deprecations`, and that over `all`; silence over warn, and that over error.
  func treatment(ofEvent name: String, isDeprecation: Bool = false, _ isExtra: Bool = false)
    -> Treatment
  {
    for word in isDeprecation ? [name, WarningNames.deprecations] : [name] {
      if silenced.contains(word) { return .silence }
      if warnings.contains(word) { return .warn }
      if errors.contains(word), !isExtra || word == name { return .error }
    }
    return allAreErrors && !isExtra ? .error : .warn
  }
}

extension Diagnostic {
  /// Two options that exclude each other, in dbt's spelling.
  static func conflict(_ one: String, _ other: String) -> Diagnostic {
    Diagnostic(code: "option-conflict", "\(one): not allowed with argument \(other)")
  }

  fileprivate static func oldNames(_ names: [String]) -> Diagnostic {
    let list = names.map { "`\($0)`" }.joined(separator: " and ")
    return Diagnostic(
      .warning, code: "include-exclude-option", "\(list) of `warn_error_options` are former names",
      help: ["`include` is called `error` now, and `exclude` is called `warn`"])
  }

  fileprivate static func notAll(_ word: String) -> Diagnostic {
    Diagnostic(
      code: "warn-error-options",
      "`error` of `warn_error_options` is `all` or a list, not `\(word)`")
  }

  fileprivate static var nothingToExempt: Diagnostic {
    Diagnostic(
      code: "warn-error-options",
      "`warn` of `warn_error_options` needs `error: all`, or `Deprecations` in `error` or `silence`"
    )
  }

  fileprivate static func unknownName(_ name: String, _ known: [String]) -> Diagnostic {
    Diagnostic(
      code: "warn-error-options", "\(name) is not a valid dbt error name.",
      help: NearMiss.help(for: name, among: known))
  }
}
