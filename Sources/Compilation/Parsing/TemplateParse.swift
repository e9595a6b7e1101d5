import Diagnostics
import Jinja
import PlainData
import ProjectLoading

/// What one template says about itself: configs, references, macros.
struct TemplateParse {
  let template: Template
  let configs: [PlainMap]
  /// The arguments of the first `config()` as they are written, for comparing states.
  let writtenConfig: PlainMap
  let references: [Reference]
  /// What `log()` and `print()` said.
  let messages: [TemplateMessage]

  /// Reads the calls off the syntax tree where they are literal and unconditional; renders the
  /// template in dbt's parse mode where they are not.
  init(_ source: SourceFile, facts: NodeFacts, scope: ProjectScope) throws {
    template = try scope.environment.compile(source)
    let collector = ParseCollector()
    if !Self.readLiterally(template, scope: scope, package: facts.package, into: collector) {
      let context = NodeContext(facts, scope: scope, mode: .parse(collector))
      defer { context.release() }
      _ = try template.render(context.rendering)
    }
    configs = collector.configs
    writtenConfig = WrittenConfig.arguments(of: template)
    references = collector.references
    messages = collector.messages
  }

  private static let literalNames: Set<String> = ["ref", "source", "config"]

  /// Whether the template calls nothing but `ref`, `source` and `config`, each with plain values and
  /// each time it is rendered; then the calls are collected and nothing needs to be rendered.
  private static func readLiterally(
    _ template: Template, scope: ProjectScope, package: String, into collector: ParseCollector
  ) -> Bool {
    guard template.usedNames.allSatisfy(literalNames.contains),
      literalNames.allSatisfy({ scope.macros.find($0, from: package) == nil })
    else { return false }
    let calls = template.staticCalls(to: literalNames).compactMap(LiteralCall.init)
    guard calls.count == template.staticCalls(to: literalNames).count else { return false }
    var sources: Set<Reference.Target> = []
    for call in calls {
      switch call {
      case .config(let values): collector.add(config: values)
      case .reference(let reference):
        // dbt's reader of literal calls tells each source once, and each call of `ref`.
        if case .source = reference.target, !sources.insert(reference.target).inserted { continue }
        collector.add(reference)
      }
    }
    return true
  }
}

/// A call whose meaning is plain from the syntax tree.
private enum LiteralCall {
  case config(PlainMap)
  case reference(Reference)

  init?(_ call: StaticCall) {
    guard !call.isConditional, !call.hasSpreadArguments, call.macro == nil,
      call.arguments.allSatisfy({ $0.value != nil })
    else { return nil }
    let positional = call.arguments.filter { $0.name == nil }.compactMap(\.value)
    let keywords = call.arguments.compactMap { argument in
      argument.name.flatMap { name in argument.value.map { (name, $0) } }
    }
    switch call.function {
    case "config" where positional.isEmpty: self = .config(PlainMap(keywords))
    case "ref" where keywords.isEmpty:
      guard let target = Self.ref(positional) else { return nil }
      self = .reference(Reference(target, at: call.span))
    case "source" where keywords.isEmpty && positional.count == 2:
      guard let name = positional[0].string, let table = positional[1].string else { return nil }
      self = .reference(Reference(.source(name: name, table: table), at: call.span))
    default: return nil
    }
  }

  private static func ref(_ arguments: [PlainValue]) -> Reference.Target? {
    let names = arguments.compactMap(\.string)
    guard names.count == arguments.count else { return nil }
    return switch names.count {
    case 1: .ref(package: nil, name: names[0], version: nil)
    case 2: .ref(package: names[0], name: names[1], version: nil)
    default: nil
    }
  }
}
