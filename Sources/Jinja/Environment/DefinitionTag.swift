/// A top-level block tag that an embedding language adds: `{% snapshot name %} … {% endsnapshot %}`.
package struct DefinitionTag: Hashable, Sendable {
  package enum Header: Sendable {
    /// `{% test name(model, column_name, x=1) %}`: a name and parameters as a macro's.
    case signature
    /// `{% materialization name, adapter='postgres' %}`: a name and literal arguments.
    case arguments
    /// `{% docs name %}`: a name.
    case name
  }

  package enum Body: Sendable {
    /// Statements, rendered when the definition is called.
    case template
    /// Text taken as it is, up to the end tag.
    case raw
  }

  package let keyword: String
  package let endKeyword: String
  package let header: Header
  package let body: Body

  /// - Parameter endKeyword: default: `end` and the keyword.
  package init(_ keyword: String, endKeyword: String? = nil, header: Header, body: Body) {
    self.keyword = keyword
    self.endKeyword = endKeyword ?? "end" + keyword
    self.header = header
    self.body = body
  }
}
