package import Diagnostics

/// A macro as its template defines it.
package struct MacroDefinition: Sendable {
  let template: Template
  let index: Int

  private var syntax: MacroSyntax { template.tree.macros[index] }

  package var name: String { template.tree.names[Int(syntax.name)] }
  /// The name in the opening tag.
  package var nameSpan: Span { template.span(syntax.nameStart, syntax.nameEnd) }
  /// From the opening tag to the end of the closing one.
  package var span: Span { template.span(syntax.start, syntax.end) }
  package var sourceText: String { span.text }

  /// Which of the implicit variables its body reads, and so which extra arguments it takes.
  package var usesCaller: Bool { syntax.readsCaller }
  package var usesVarargs: Bool { syntax.readsVarargs }
  package var usesKwargs: Bool { syntax.readsKeywords }

  package struct Parameter: Sendable {
    package let name: String
    package let hasDefault: Bool
    package let span: Span
  }

  package var parameters: [Parameter] {
    syntax.parameters.map {
      Parameter(
        name: template.tree.names[Int($0.name)], hasDefault: $0.fallback >= 0,
        span: template.span($0.start, $0.end))
    }
  }

  /// The macro as a callable value; every name that it does not define itself, those of other macros
  /// in its file included, is asked of `resolver` each time.
  ///
  /// - Parameter undefined: replaces the environment's behaviour for what is undefined.
  package func bound(to resolver: any NameResolver, undefined: UndefinedBehavior? = nil) -> Value {
    .object(
      MacroValue(
        index, closure: frame(resolver, undefined),
        isAutoescaping: template.environment.autoescape))
  }

  private func frame(_ resolver: any NameResolver, _ undefined: UndefinedBehavior?) -> Frame {
    let environment = template.environment
    let context = Context(
      variables: [:], resolver: resolver, environment: environment,
      undefined: undefined ?? environment.undefined)
    let frame = Frame(
      template: template, context: context, slotCount: template.tree.slotCount)
    frame.remembersNames = false
    return frame
  }
}

extension Template {
  /// The macros that it defines at its top level, in order.
  package var macros: [MacroDefinition] {
    tree.list(tree.body).compactMap { index in
      let node = tree.nodes[Int(index)]
      return node.kind == .macro ? MacroDefinition(template: self, index: Int(node.a)) : nil
    }
  }

  /// The names that it asks its context for, its macros and definitions included; sorted.
  package var usedNames: [String] {
    let defined = Set(tree.exports)
    let used = Set(tree.rootNames).union(tree.blocks.flatMap(\.slotNames)).subtracting(defined)
      .subtracting([Keyword.`self`.rawValue, Keyword.`super`.rawValue])
    return used.map { tree.names[Int($0)] }.sorted()
  }
}
