import Diagnostics
import PlainData
import YAML

/// Reads one entry of `expectations`: `- expect_…: {column: a}`, or Great Expectations' own form
/// `{"type": …, "kwargs": {…}, "meta": {…}, "severity": …}`.
struct ExpectationReader {
  let environment: SuiteEnvironment
  let defaults: ExpectationDefaults
  /// Whether texts are as they stand: an imported suite knows no templates.
  var isVerbatim = false
  var problems = Diagnostics()

  init(environment: SuiteEnvironment, defaults: ExpectationDefaults) {
    self.environment = environment
    self.defaults = defaults
  }

  /// nil when the entry names no known type or its arguments do not fit.
  mutating func read(_ node: YAMLNode) -> Expectation? {
    guard let entry = Entry(node) else {
      problems.append(.notAnEntry(node))
      return nil
    }
    guard let type = ExpectationType.named(entry.name) else {
      problems.append(.unknownExpectation(entry.name, at: entry.span))
      return nil
    }
    var reader = ArgumentReader(type: type, span: entry.span, parameters: defaults.parameters)
    reader.environment = environment
    reader.isVerbatim = isVerbatim
    reader.read(entry.arguments + entry.settings)
    problems.append(reader.problems)
    if reader.problems.hasErrors { return nil }
    return expectation(type, entry, reader)
  }

  private func expectation(_ type: ExpectationType, _ entry: Entry, _ reader: ArgumentReader)
    -> Expectation
  {
    var expectation = Expectation(
      type: type, name: entry.name, arguments: reader.arguments,
      severity: reader.severity ?? defaults.severity,
      rowConditions: type.shape == .table ? [] : defaults.rowConditions + reader.rowConditions,
      tolerance: reader.tolerance, description: reader.description, meta: reader.meta,
      templateReferences: entry.arguments.flatMap { SuiteTarget.references(in: $0.value) },
      span: entry.span, id: type.name)
    let columns = expectation.columns
    if !columns.isEmpty { expectation.id += "(\(columns.joined(separator: ", ")))" }
    return expectation
  }
}

/// The name and the arguments of an entry, however it was written.
private struct Entry {
  var name: String
  var span: Span
  var arguments: [(key: YAMLNode, value: YAMLNode)] = []
  /// Severity and description of the long form, which stand beside `kwargs`.
  var settings: [(key: YAMLNode, value: YAMLNode)] = []

  init?(_ node: YAMLNode) {
    if let name = node.text {
      self.name = name
      span = node.span
    } else if let type = node["type"] ?? node["expectation_type"], let name = type.text {
      self.name = name
      span = type.span
      guard node["kwargs"]?.kind != .sequence else { return nil }
      arguments = node["kwargs"].map { Array($0.pairs) } ?? []
      settings = node.pairs.filter { Self.settingNames.contains($0.key.text ?? "") }
    } else if node.pairs.count == 1, let pair = node.pairs.first, let name = pair.key.text,
      pair.value.kind == .mapping || pair.value.isNull
    {
      self.name = name
      span = pair.key.span
      arguments = Array(pair.value.pairs)
    } else {
      return nil
    }
  }

  private static let settingNames: Set = ["severity", "description", "notes", "meta"]
}

extension Diagnostic {
  fileprivate static func notAnEntry(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      code: "expectation-form", "an expectation is one name with its arguments", at: node.place,
      help: ["write `- expect_column_values_to_not_be_null: {column: id}`"])
  }

  fileprivate static func unknownExpectation(_ name: String, at span: Span) -> Diagnostic {
    let known = ExpectationType.all.flatMap { [$0.name] + $0.aliases }
    return Diagnostic(
      code: "unknown-expectation", "unknown expectation `\(name)`", at: span,
      help: NearMiss.help(for: name, among: known))
  }
}

extension SuiteTarget {
  /// Relations that templates in a value refer to; templates are read as they were written.
  fileprivate static func references(in node: YAMLNode) -> [SuiteTarget] {
    guard let text = node.unrendered.text else {
      return node.items.flatMap(references) + node.pairs.flatMap { references(in: $0.value) }
    }
    return text.split(separator: "{").compactMap { piece in
      guard let end = piece.firstIndex(of: "}") else { return nil }
      return SuiteTarget(parsing: String(piece[..<end]))
    }
  }
}
