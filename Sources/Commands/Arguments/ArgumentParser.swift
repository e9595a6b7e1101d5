import Diagnostics
import PlainData

/// Sorts words into options and positionals; pure, so every message can be tested.
struct ArgumentParser {
  let options: [OptionSpec]
  private let byName: [String: OptionSpec]

  init(options: [OptionSpec]) {
    self.options = options
    var byName: [String: OptionSpec] = [:]
    for option in options {
      for name in option.names { byName[name] = option }
    }
    self.byName = byName
  }

  /// Throws: `unknown-option`, `missing-value`, `unexpected-value`.
  func parse(_ words: [String]) throws(Diagnostic) -> ParsedArguments {
    var parsed = ParsedArguments()
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        parsed.positionals += rest
        break
      }
      guard word.hasPrefix("-"), word.count > 1, Double(word) == nil else {
        parsed.positionals.append(word)
        continue
      }
      try parseOption(word, rest: &rest, into: &parsed)
    }
    return parsed
  }

  /// Fills in what the environment says for options that the command line does not mention.
  func merge(environment: [String: String], into parsed: inout ParsedArguments)
    throws(Diagnostic)
  {
    for option in options where parsed.flags[option.key] == nil && parsed.values[option.key] == nil
    {
      guard let (name, text) = option.environmentValue(in: environment) else { continue }
      switch option.kind {
      case .flag: parsed.flags[option.key] = try Self.boolean(text, of: name)
      case .values: parsed.values[option.key] = text.split(separator: " ").map(String.init)
      case .value, .choice: try append(text, to: option, called: name, into: &parsed)
      }
    }
  }

  /// Fills in what `flags:` of dbt_project.yml says for options that nothing else sets.
  func merge(projectFlags: PlainMap, into parsed: inout ParsedArguments) {
    for option in options where parsed.flags[option.key] == nil && parsed.values[option.key] == nil
    {
      switch (option.kind, projectFlags[option.flagName.lowercased()]) {
      case (.flag, .bool(let flag)?): parsed.flags[option.key] = flag
      case (.value, .string(let text)?), (.choice, .string(let text)?):
        parsed.values[option.key] = [text]
      case (.value, .int(let number)?): parsed.values[option.key] = [String(number)]
      default: continue
      }
    }
  }

  private func parseOption(
    _ word: String, rest: inout ArraySlice<String>, into parsed: inout ParsedArguments
  ) throws(Diagnostic) {
    let (name, inline) = Self.split(word)
    if let option = byName[name] {
      try parse(option, called: name, inline: inline, rest: &rest, into: &parsed)
    } else if name.hasPrefix("--no-"), let option = byName["--" + name.dropFirst(5)],
      option.kind == .flag, inline == nil
    {
      parsed.flags[option.key] = false
    } else if let option = byName[String(name.prefix(2))], !name.hasPrefix("--"), name.count > 2 {
      try parse(
        option, called: String(name.prefix(2)), inline: String(word.dropFirst(2)), rest: &rest,
        into: &parsed)
    } else {
      throw .unknownOption(name, known: options.flatMap(\.allNames))
    }
  }

  private func parse(
    _ option: OptionSpec, called name: String, inline: String?, rest: inout ArraySlice<String>,
    into parsed: inout ParsedArguments
  ) throws(Diagnostic) {
    switch option.kind {
    case .flag:
      guard inline == nil else { throw .unexpectedValue(name) }
      parsed.flags[option.key] = true
    case .value, .choice:
      guard let value = inline ?? rest.popFirst() else { throw .missingValue(option, name) }
      try append(value, to: option, called: name, into: &parsed)
    case .values:
      var values = inline.map { [$0] } ?? []
      while inline == nil, let next = rest.first, !next.hasPrefix("-") {
        values.append(next)
        rest.removeFirst()
      }
      guard !values.isEmpty else { throw .missingValue(option, name) }
      parsed.values[option.key, default: []] += values
    }
  }

  private func append(
    _ value: String, to option: OptionSpec, called name: String, into parsed: inout ParsedArguments
  ) throws(Diagnostic) {
    if case .choice(let words) = option.kind, !words.contains(value) {
      throw .unknownChoice(value, for: name, words)
    }
    parsed.values[option.key, default: []].append(value)
  }

  /// `--name=value` → (`--name`, `value`).
  private static func split(_ word: String) -> (name: String, value: String?) {
    guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else { return (word, nil) }
    return (String(word[..<equals]), String(word[word.index(after: equals)...]))
  }

  private static func boolean(_ text: String, of variable: String) throws(Diagnostic) -> Bool {
    switch text.lowercased() {
    case "1", "t", "true", "y", "yes", "on": return true
    case "0", "f", "false", "n", "no", "off", "": return false
    default:
      throw Diagnostic(
        code: "bad-environment-variable",
        "`\(variable)` takes true or false, but it is `\(text)`")
    }
  }
}

extension OptionSpec {
  fileprivate var allNames: [String] {
    kind == .flag
      ? names + names.filter { $0.hasPrefix("--") }.map { "--no-" + $0.dropFirst(2) } : names
  }

  fileprivate func environmentValue(in environment: [String: String]) -> (String, String)? {
    for name in environmentVariables {
      if let text = environment[name] { return (name, text) }
    }
    return nil
  }
}

extension Diagnostic {
  fileprivate static func unknownOption(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-option", "unknown option `\(name)`",
      help: NearMiss.help(for: name, among: known)
    )
  }

  fileprivate static func unexpectedValue(_ name: String) -> Diagnostic {
    Diagnostic(code: "unexpected-value", "`\(name)` takes no value")
  }

  fileprivate static func missingValue(_ option: OptionSpec, _ name: String) -> Diagnostic {
    Diagnostic(code: "missing-value", "`\(name)` needs a value", help: ["usage: \(option.usage)"])
  }

  fileprivate static func unknownChoice(_ value: String, for name: String, _ words: [String])
    -> Diagnostic
  {
    Diagnostic(
      code: "unknown-choice",
      "`\(name)` takes one of \(words.map { "`\($0)`" }.joined(separator: ", ")), not `\(value)`",
      help: NearMiss.help(for: value, among: words))
  }
}
