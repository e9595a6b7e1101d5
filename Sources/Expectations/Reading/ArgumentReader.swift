import Diagnostics
import PlainData
import YAML

/// Reads the arguments of one expectation: its type's own, and those that all of its shape take.
struct ArgumentReader {
  let type: ExpectationType
  let parameters: PlainMap
  var isVerbatim = false
  var environment: SuiteEnvironment?
  private(set) var problems = Diagnostics()
  private(set) var arguments: Arguments
  private(set) var tolerance = Tolerance()
  private(set) var rowConditions: [RowCondition] = []
  private(set) var severity: Severity?
  private(set) var description: String?
  private(set) var meta: PlainMap = [:]

  init(type: ExpectationType, span: Span, parameters: PlainMap) {
    self.type = type
    self.parameters = parameters
    arguments = Arguments(span: span)
  }

  mutating func read(_ pairs: [(key: YAMLNode, value: YAMLNode)]) {
    for (key, value) in pairs { read(key, value) }
    for parameter in type.parameters where parameter.isRequired {
      // A value that was refused is one problem, not two.
      if arguments[argument: parameter.name] == nil || arguments[parameter.name] == nil {
        guard !refused.contains(parameter.name) else { continue }
        problems.append(.missing(parameter.name, of: type, at: arguments.span))
      }
    }
    if problems.hasErrors || !refused.isEmpty { return }
    for problem in type.problems(arguments) {
      problems.append(
        Diagnostic(
          problem.severity, code: problem.code, problem.message,
          at: arguments.span(of: problem.argument)))
    }
  }

  private var refused: Set<String> = []

  private mutating func read(_ key: YAMLNode, _ value: YAMLNode) {
    guard let name = key.text else { return }
    if let parameter = type.parameters.first(where: { $0.answers(to: name) }) {
      readOwn(parameter, value)
    } else if let shared = SharedArgument(rawValue: name), shared.applies(to: type.shape) {
      readShared(shared, value)
    } else {
      let known = knownNames
      // A required argument that is only misspelt is not missing, too.
      NearMiss.nearest(to: name, among: known).map { _ = refused.insert($0) }
      problems.append(.unknownArgument(name, of: type, at: key.span, known: known))
    }
  }

  private var knownNames: [String] {
    type.parameters.map(\.name)
      + SharedArgument.allCases.filter { $0.applies(to: type.shape) }.map(\.rawValue)
  }

  private mutating func readOwn(_ parameter: Parameter, _ node: YAMLNode) {
    if !isVerbatim, node.text?.holdsTemplate == true, !parameter.kind.isRelation {
      // Its template could not be rendered, which is reported already.
      refused.insert(parameter.name)
      return
    }
    do throws(Diagnostic) {
      let value = try bound(node)
      if value != .null || parameter.isRequired { try parameter.check(value, node) }
      if parameter.kind.isRelation { checkRelations(value, node) }
      arguments[argument: parameter.name] = Arguments.Argument(value: value, span: node.span)
    } catch {
      refused.insert(parameter.name)
      problems.append(error)
    }
  }

  private mutating func checkRelations(_ value: PlainValue, _ node: YAMLNode) {
    for text in (value.list ?? [value]).compactMap(\.string) {
      guard let target = SuiteTarget(parsing: text), let environment,
        case .unknown(let candidates) = environment.target(target)
      else { continue }
      problems.append(.unknownTarget(target, candidates, at: node.span))
    }
  }

  private mutating func readShared(_ argument: SharedArgument, _ node: YAMLNode) {
    do throws(Diagnostic) {
      let value = try bound(node)
      if value == .null { return }
      try keep(argument, value, node)
      if argument.isPartOfKwargs {
        arguments[argument: argument.rawValue] = Arguments.Argument(value: value, span: node.span)
      }
    } catch {
      problems.append(error)
    }
  }

  private mutating func keep(_ argument: SharedArgument, _ value: PlainValue, _ node: YAMLNode)
    throws(Diagnostic)
  {
    switch argument {
    case .mostly: tolerance.mostly = try SharedArgument.share(value, node)
    case .maxUnexpected: tolerance.maxUnexpected = try SharedArgument.count(value, node)
    case .warnIf: tolerance.warnIf = try SharedArgument.threshold(value, node)
    case .failIf: tolerance.failIf = try SharedArgument.threshold(value, node)
    case .rowCondition: rowConditions = [try RowConditionReader.read(node)]
    case .severity: severity = try SharedArgument.severity(value, node)
    case .description: description = value.string
    case .notes: description = description ?? value.string
    case .meta: meta = value.map ?? [:]
    case .conditionParser, .resultFormat, .catchExceptions, .batchID: break
    }
  }

  /// The value, or that of the suite parameter `{"$PARAMETER": name}` stands for.
  private func bound(_ node: YAMLNode) throws(Diagnostic) -> PlainValue {
    guard node.pairs.count == 1, let pair = node.pairs.first, pair.key.hasText("$PARAMETER"),
      let name = pair.value.text
    else { return node.argument }
    guard let value = parameters[name] else {
      throw Diagnostic(
        code: "unknown-suite-parameter", "unknown suite parameter `\(name)`", at: pair.value.span,
        help: NearMiss.help(for: name, among: parameters.keys))
    }
    return value
  }
}

extension YAMLNode {
  /// The node as plain data. `1e-10` is a number in JSON, and a string in YAML for want of a point: here
  /// it is a number.
  fileprivate var argument: PlainValue {
    switch kind {
    case .sequence: return .list(items.map(\.argument))
    case .mapping: return .map(PlainMap(pairs.map { ($0.key.text ?? "", $0.value.argument) }))
    case .scalar:
      if style == .plain, case .string(let text) = plain,
        text.first?.isNumber == true
          || text.hasPrefix("-"), let number = Double(text)
      {
        return .double(number)
      }
      return plain
    }
  }
}

extension Diagnostic {
  fileprivate static func missing(_ name: String, of type: ExpectationType, at span: Span)
    -> Diagnostic
  {
    Diagnostic(
      code: "missing-expectation-argument", "`\(type.name)` requires `\(name)`", at: span)
  }

  fileprivate static func unknownArgument(
    _ name: String, of type: ExpectationType, at span: Span, known: [String]
  ) -> Diagnostic {
    Diagnostic(
      code: "unknown-expectation-argument", "`\(type.name)` has no argument `\(name)`", at: span,
      help: NearMiss.help(for: name, among: known))
  }
}
