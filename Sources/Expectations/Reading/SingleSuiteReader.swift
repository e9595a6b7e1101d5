import Diagnostics
import PlainData
import YAML

/// Reads one suite.
struct SingleSuiteReader {
  let environment: SuiteEnvironment
  var problems = Diagnostics()

  init(environment: SuiteEnvironment) { self.environment = environment }

  /// nil when the suite has no name or no target; problems of its expectations leave them out.
  mutating func read(_ node: YAMLNode) -> Suite? {
    var keys = MappingReader(node, subject: "a suite")
    let name = keys.required("name")
    let on = keys.required("on")
    let description = keys.string("description")?.value ?? ""
    let severity = keys.choice("severity", of: Severity.self)
    let condition = keys.node("row_condition")
    let isEnabled = keys.bool("enabled") ?? true
    let tags = keys.strings("tags").map(\.value)
    let parameters = keys.mapping("parameters")
    let expectations = keys.list("expectations")
    let imports = keys.strings("import")
    let partitioning = keys.mapping("partition_by").map(PartitioningReader.read)
    keys.expect(["meta"])
    keys.finish()
    problems.append(Diagnostics(keys.problems))
    if let partitioning { problems.append(partitioning.problems) }

    var defaults = ExpectationDefaults(
      severity: severity ?? .critical,
      parameters: merged(parameters?.plain.map ?? [:], environment.parameters))
    if let condition { defaults.rowConditions = readCondition(condition) }
    let target = on.flatMap { read(target: $0) }
    let own = expectations.compactMap { read(expectation: $0, defaults) }
    let imported = imports.flatMap { read(import: $0, defaults) }
    guard let name, let on, let target else { return nil }
    return Suite(
      name: name.value, nameSpan: name.span, target: target, targetSpan: on.span,
      description: description, severity: defaults.severity, tags: tags,
      isEnabled: isEnabled, partitioning: partitioning?.partitioning,
      expectations: (own + imported).withUniqueIDs)
  }

  private func merged(_ own: PlainMap, _ given: PlainMap) -> PlainMap {
    PlainMap(own.map { ($0.key, given[$0.key] ?? $0.value) })
  }

  private mutating func read(target text: Located<String>) -> SuiteTarget? {
    guard let target = SuiteTarget(parsing: text.value) else {
      problems.append(
        Diagnostic(
          code: "suite-target", "`\(text.value)` is neither a `ref` nor a `source`", at: text.span,
          help: ["write `ref('model')` or `source('name', 'table')`"]))
      return nil
    }
    if case .unknown(let candidates) = environment.target(target) {
      problems.append(.unknownTarget(target, candidates, at: text.span))
    }
    return target
  }

  private mutating func readCondition(_ node: YAMLNode) -> [RowCondition] {
    do throws(Diagnostic) {
      return [try RowConditionReader.read(node)]
    } catch {
      problems.append(error)
      return []
    }
  }

  private mutating func read(
    expectation node: YAMLNode, _ defaults: ExpectationDefaults, isVerbatim: Bool = false
  ) -> Expectation? {
    var reader = ExpectationReader(environment: environment, defaults: defaults)
    reader.isVerbatim = isVerbatim
    let expectation = reader.read(node)
    problems.append(reader.problems)
    return expectation
  }

  private mutating func read(import path: Located<String>, _ defaults: ExpectationDefaults)
    -> [Expectation]
  {
    do {
      let root = try YAMLDocument.parse(environment.file(path.value, path.span)).root
      guard let list = root["expectations"], list.kind == .sequence else {
        throw Diagnostic(
          code: "suite-import", "`\(path.value)` has no list `expectations`", at: path.span)
      }
      // What the suite says of its parameters comes before what the file says of them.
      var defaults = defaults
      let parameters = merged(root["suite_parameters"]?.plain.map ?? [:], environment.parameters)
      defaults.parameters = PlainMap(
        parameters.map { ($0.key, defaults.parameters[$0.key] ?? $0.value) }
          + defaults.parameters.filter { parameters[$0.key] == nil }.map { ($0.key, $0.value) })
      return list.items.compactMap { read(expectation: $0, defaults, isVerbatim: true) }
    } catch let diagnostic as Diagnostic {
      problems.append(diagnostic.placed(at: path.span))
    } catch {
      problems.append(Diagnostic(code: "suite-import", "\(error)", at: path.span))
    }
    return []
  }
}

/// What a suite says for all of its expectations.
struct ExpectationDefaults {
  var severity: Severity
  var parameters: PlainMap
  var rowConditions: [RowCondition] = []
}

extension [Expectation] {
  /// The ids with a number behind each repetition.
  fileprivate var withUniqueIDs: [Expectation] {
    var counts: [String: Int] = [:]
    return map { expectation in
      var copy = expectation
      let count = (counts[expectation.id] ?? 0) + 1
      counts[expectation.id] = count
      if count > 1 { copy.id += " #\(count)" }
      return copy
    }
  }
}

extension Diagnostic {
  static func unknownTarget(_ target: SuiteTarget, _ candidates: [String], at span: Span)
    -> Diagnostic
  {
    let name =
      switch target {
      case .ref(let name, _, _): name
      case .source(_, let table): table
      }
    let near = NearMiss.nearest(to: name, among: candidates)
    return Diagnostic(
      code: "unknown-suite-target", "`\(target)` is not in the project", at: span,
      help: near.map { ["did you mean `\(target.renamed($0))`?"] } ?? [])
  }
}

extension SuiteTarget {
  /// The same reference to another model or table.
  fileprivate func renamed(_ other: String) -> SuiteTarget {
    switch self {
    case .ref(_, let package, let version): .ref(name: other, package: package, version: version)
    case .source(let source, _): .source(name: source, table: other)
    }
  }
}
