import Diagnostics
import Jinja
import PlainData
import ProjectLoading

extension ManifestBuilder {
  /// What the YAML says about macros, by their unique ids; entries of no macro are warned of.
  mutating func describeMacros() -> [String: MacroDescription] {
    let flag = scope.project.root.settings.flags["validate_macro_args"]?.value
    var described: [String: MacroDescription] = [:]
    for package in scope.project.packages {
      for properties in package.properties.macros {
        let name = properties.name.value
        guard let entry = scope.macros.find(name, in: package.name) else {
          warnings.append(.noMacro(properties, scope.macros.names(from: package.name)))
          continue
        }
        if flag != false { warnings += MacroSignatureRule.violations(of: properties, entry) }
        described[entry.uniqueID] = description(of: properties, in: package.name)
      }
    }
    return described
  }

  private mutating func description(
    of properties: MacroProperties, in package: String
  ) -> MacroDescription {
    var meta = properties.shared.meta?.value.map ?? PlainMap()
    for (key, value) in properties.shared.config["meta"]?.value.map ?? PlainMap() {
      meta[key] = value
    }
    let docs = properties.shared.config["docs"]?.value.map ?? properties.shared.docs?.value.map
    var described = MacroDescription(
      text: "", arguments: [], meta: meta, docs: docs ?? PlainMap(), file: properties.shared.file)
    if let text = properties.shared.description {
      described.text = self.described(text, in: package).text
    }
    for argument in properties.arguments {
      let text = argument.description.map { self.described($0, in: package).text }
      described.arguments.append(
        MacroDescription.Argument(
          name: argument.name.value, type: argument.type?.value, description: text ?? ""))
    }
    return described
  }
}

/// Whether the arguments that YAML documents are those of the macro, and of a type that dbt knows.
enum MacroSignatureRule {
  static func violations(of properties: MacroProperties, _ entry: MacroEntry) -> [Diagnostic] {
    guard !properties.arguments.isEmpty else { return [] }
    let names = entry.definition.parameters.map(\.name)
    var problems: [Diagnostic] = []
    for (argument, name) in zip(properties.arguments, names) where argument.name.value != name {
      problems.append(.otherArgument(argument.name, entry, names))
    }
    if properties.arguments.count != names.count {
      problems.append(.argumentCount(properties, entry, names.count))
    }
    for argument in properties.arguments {
      guard let type = argument.type, !type.value.stripped.isEmpty, !isType(type.value) else {
        continue
      }
      problems.append(.argumentType(type, argument.name, entry))
    }
    return problems
  }

  /// `string`, `list[int]`, `dict[string, optional[relation]]`.
  static func isType(_ text: String) -> Bool {
    var rest = text.filter { $0 != " " && $0 != "\t" }[...]
    return takeType(&rest) && rest.isEmpty
  }

  private static func takeType(_ rest: inout Substring) -> Bool {
    let name = String(rest.prefix { $0.isASCII && $0.isLowercase })
    guard let count = parameterCounts[name] else { return false }
    rest = rest.dropFirst(name.count)
    guard count > 0 else { return true }
    guard rest.first == "[" else { return false }
    for index in 0..<count {
      guard rest.first == (index == 0 ? "[" : ",") else { return false }
      rest = rest.dropFirst()
      guard takeType(&rest) else { return false }
    }
    guard rest.first == "]" else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static let parameterCounts = [
    "str": 0, "string": 0, "bool": 0, "int": 0, "integer": 0, "float": 0, "any": 0, "list": 1,
    "dict": 2, "optional": 1, "relation": 0, "column": 0,
  ]
}

extension Diagnostic {
  fileprivate static func noMacro(_ properties: MacroProperties, _ known: [String]) -> Diagnostic {
    Diagnostic(
      .warning, code: "no-macro-for-properties",
      "no macro is named `\(properties.name.value)`", at: properties.name.span,
      help: NearMiss.help(for: properties.name.value, among: known))
  }

  fileprivate static func otherArgument(
    _ argument: Located<String>, _ entry: MacroEntry, _ names: [String]
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "macro-argument",
      "the argument `\(argument.value)` of the macro `\(entry.name)` is not called so in its definition",
      at: argument.span, notes: [Note("defined here", at: entry.definition.nameSpan)],
      help: NearMiss.help(for: argument.value, among: names))
  }

  fileprivate static func argumentCount(
    _ properties: MacroProperties, _ entry: MacroEntry, _ count: Int
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "macro-argument",
      "the macro `\(entry.name)` takes \(count) arguments, and \(properties.arguments.count) are described",
      at: properties.name.span, notes: [Note("defined here", at: entry.definition.nameSpan)])
  }

  fileprivate static func argumentType(
    _ type: Located<String>, _ argument: Located<String>, _ entry: MacroEntry
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "macro-argument",
      "`\(type.value)` is no type of an argument, as `\(argument.value)` of `\(entry.name)` has it",
      at: type.span,
      help: [
        "types are string, bool, int, float, any, relation, column, list[…], dict[…, …], optional[…]"
      ])
  }
}
