package import Diagnostics
package import PlainData

/// An argument as it is written.
package struct StaticArgument: Sendable {
  /// nil for a positional argument.
  package let name: String?
  /// nil when it is not a literal.
  package let value: PlainValue?
  package let span: Span
  private let template: Template
  private let index: Int32

  init(name: String?, _ index: Int32, in template: Template) {
    self.name = name
    self.index = index
    self.template = template
    let node = template.tree.nodes[Int(index)]
    value = template.literal(index)
    span = template.span(node.start, node.end)
  }

  /// A text as it is, and any other expression in one form, however it is written: `var('kind')`.
  package var text: String {
    let node = template.tree.nodes[Int(index)]
    if node.kind == .constant, let text = value?.string { return text }
    return ExpressionText(template.tree).source(of: index)
  }
}

/// A call that can be read off a template without rendering it.
package struct StaticCall: Sendable {
  /// The name, with dots where there are: `config.require`.
  package let function: String
  package let arguments: [StaticArgument]
  package let span: Span
  /// Whether `*` or `**` adds arguments that are not listed.
  package let hasSpreadArguments: Bool
  /// Whether it stands under an `if`, in a loop, or behind `and` / `or` / an inline if.
  package let isConditional: Bool
  /// The macro or definition whose body it stands in; nil for the template's own.
  package let macro: String?
}

extension Template {
  /// The calls of the named functions, in the order of the source; the functions' names may have dots.
  ///
  /// A name that the template assigns itself is not such a function.
  package func staticCalls(to functions: Set<String>) -> [StaticCall] {
    var finder = CallFinder(template: self, functions: functions)
    finder.visit(list: tree.body)
    for block in tree.blocks { finder.visit(list: block.body) }
    for definition in tree.definitions where definition.macro >= 0 {
      finder.visit(macro: Int(definition.macro))
    }
    return finder.found.sorted { $0.span.range.lowerBound < $1.span.range.lowerBound }
  }

  func staticArguments(_ list: ArgumentList) -> [StaticArgument] {
    func argument(_ name: Int32?, _ index: Int32) -> StaticArgument {
      StaticArgument(name: name.map { tree.names[Int($0)] }, index, in: self)
    }
    let keywords = Array(tree.list(list.keywords))
    return tree.list(list.positional).map { argument(nil, $0) }
      + stride(from: 0, to: keywords.count, by: 2).map {
        argument(keywords[$0], keywords[$0 + 1])
      }
  }

  /// The value of a literal expression; nil for anything that has to be evaluated.
  func literal(_ index: Int32) -> PlainValue? {
    let node = tree.nodes[Int(index)]
    switch node.kind {
    case .constant: return try? tree.constants[Int(node.a)].value.plain()
    case .negate:
      switch literal(node.a) {
      case .int(let value): return .int(-value)
      case .double(let value): return .double(-value)
      default: return nil
      }
    case .list, .tuple:
      let members = tree.list(node.a).map(literal)
      return members.contains { $0 == nil } ? nil : .list(members.compactMap { $0 })
    case .dict: return literalMap(tree.list(node.a))
    case .concatenation:
      let parts = tree.list(node.a).map { literal($0)?.string }
      return parts.contains { $0 == nil } ? nil : .string(parts.compactMap { $0 }.joined())
    default: return nil
    }
  }

  private func literalMap(_ members: ArraySlice<Int32>) -> PlainValue? {
    var map = PlainMap()
    var index = members.startIndex
    while index < members.endIndex {
      guard let key = literal(members[index])?.string, let value = literal(members[index + 1])
      else {
        return nil
      }
      map[key] = value
      index += 2
    }
    return .map(map)
  }
}

extension MacroDefinition {
  /// The calls of the named functions in the macro's body and in its parameters' defaults.
  package func staticCalls(to functions: Set<String>) -> [StaticCall] {
    var finder = CallFinder(template: template, functions: functions)
    finder.visit(macro: index)
    return finder.found
  }
}
