/// Lets elements be written as they nest.
///
///     tag("p", .class("lead")) {
///       "Checked "
///       tag("b") { name }
///     }
@resultBuilder
enum HTMLBuilder {
  static func buildExpression(_ text: String) -> [HTML] { [.text(text)] }
  static func buildExpression(_ html: HTML) -> [HTML] { [html] }
  static func buildExpression(_ html: [HTML]) -> [HTML] { html }
  static func buildBlock(_ parts: [HTML]...) -> [HTML] { parts.flatMap { $0 } }
  static func buildArray(_ parts: [[HTML]]) -> [HTML] { parts.flatMap { $0 } }
  static func buildOptional(_ part: [HTML]?) -> [HTML] { part ?? [] }
  static func buildEither(first part: [HTML]) -> [HTML] { part }
  static func buildEither(second part: [HTML]) -> [HTML] { part }
}

/// An element with its children.
func tag(
  _ name: StaticString, _ attributes: HTML.Attribute...,
  @HTMLBuilder children: () -> [HTML] = { [] }
) -> HTML {
  .element(name, attributes, children())
}

/// An element whose attributes were collected before.
func tag(
  _ name: StaticString, with attributes: [HTML.Attribute],
  @HTMLBuilder children: () -> [HTML] = { [] }
) -> HTML {
  .element(name, attributes, children())
}
