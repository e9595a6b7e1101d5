package import Diagnostics
package import PlainData

/// What `dbt_project.yml` says, rendered and checked.
package struct ProjectSettings: Sendable {
  package var source: SourceFile
  package var name: Located<String>
  package var version: String?
  /// The `profile:` key; packages need none.
  package var profile: Located<String>?
  package var paths: ProjectPaths
  /// `vars:` as written (never rendered): globals, and maps by package name.
  package var vars: PlainMap
  package var configs: ConfigTrees
  /// Hooks are Jinja that runs later: raw text.
  package var onRunStart: [Located<String>]
  package var onRunEnd: [Located<String>]
  package var dispatch: [DispatchRule]
  package var quoting: QuotingRule
  package var queryComment: QueryComment
  /// `require-dbt-version`: comparisons such as `>=1.3.0`, split at commas.
  package var requiredVersions: [Located<String>]
  package var flags: [Setting]
  /// `restrict-access`: other packages may not refer to its protected models.
  package var restrictsAccess: Bool
}

/// One key with its rendered value and its places.
///
/// Shared by its copies: columns and nodes carry several of them by the ten thousand, most of them nil.
package struct Setting: Sendable {
  private let shared: Contents

  private final class Contents: Sendable {
    let name: String
    let value: PlainValue
    let unrendered: PlainValue
    let keySpan: Span
    let span: Span

    init(
      _ name: String, _ value: PlainValue, _ unrendered: PlainValue, _ keySpan: Span, _ span: Span
    ) {
      self.name = name
      self.value = value
      self.unrendered = unrendered
      self.keySpan = keySpan
      self.span = span
    }
  }

  /// As written, a leading `+` removed.
  package var name: String { shared.name }
  package var value: PlainValue { shared.value }
  /// The value before its Jinja was rendered; equal to `value` when it holds none.
  package var unrendered: PlainValue { shared.unrendered }
  package var keySpan: Span { shared.keySpan }
  package var span: Span { shared.span }

  package init(
    name: String, value: PlainValue, unrendered: PlainValue, keySpan: Span, span: Span
  ) {
    shared = Contents(name, value, unrendered, keySpan, span)
  }
}

extension [Setting] {
  /// The last setting called `name`.
  package subscript(name: String) -> Setting? { last { $0.name == name } }
}

/// One entry of `dispatch:`.
package struct DispatchRule: Sendable {
  package let namespace: Located<String>
  package let searchOrder: [String]
}

/// `quoting:`; nil where the project leaves the choice to the adapter.
package struct QuotingRule: Hashable, Sendable {
  package var database: Bool?
  package var schema: Bool?
  package var identifier: Bool?

  package init(database: Bool? = nil, schema: Bool? = nil, identifier: Bool? = nil) {
    self.database = database
    self.schema = schema
    self.identifier = identifier
  }

  /// What a nearer level says over this.
  package func merged(with nearer: QuotingRule) -> QuotingRule {
    QuotingRule(
      database: nearer.database ?? database, schema: nearer.schema ?? schema,
      identifier: nearer.identifier ?? identifier)
  }
}

/// `query-comment:`, the comment put before (or after) every statement.
package struct QueryComment: Sendable {
  package enum Text: Sendable {
    /// dbt's JSON of application, version, profile, target and node.
    case standard
    case none
    /// A template, rendered for each statement.
    case template(Located<String>)
  }

  package var text: Text
  package var isAppended: Bool
  package var isJobLabel: Bool

  package init(text: Text = .standard, isAppended: Bool = false, isJobLabel: Bool = false) {
    self.text = text
    self.isAppended = isAppended
    self.isJobLabel = isJobLabel
  }
}
