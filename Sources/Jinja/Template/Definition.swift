package import Diagnostics

/// A block of one of the embedding language's tags.
package struct Definition: Sendable {
  let template: Template
  let index: Int

  private var syntax: DefinitionSyntax { template.tree.definitions[index] }

  package var tag: DefinitionTag { template.environment.definitionTags[syntax.tag] }
  package var name: String { template.tree.names[Int(syntax.name)] }
  package var nameSpan: Span { template.span(syntax.nameStart, syntax.nameEnd) }
  /// From the opening tag to the end of the closing one.
  package var span: Span { template.span(syntax.start, syntax.end) }
  package var sourceText: String { span.text }
  /// What stands between the tags, as written.
  package var bodySpan: Span { template.span(syntax.bodyStart, syntax.bodyEnd) }
  package var body: String { bodySpan.text }
  /// The body as a macro with the header's parameters; nil for a raw body.
  package var macro: MacroDefinition? {
    syntax.macro < 0 ? nil : MacroDefinition(template: template, index: Int(syntax.macro))
  }

  /// Arguments of the header after the name; a bare name stands for the string.
  package var arguments: [StaticArgument] {
    template.staticArguments(syntax.arguments)
  }
}

extension Template {
  /// Blocks of the embedding language's tags, in order.
  package var definitions: [Definition] {
    tree.definitions.indices.map { Definition(template: self, index: $0) }
  }
}
