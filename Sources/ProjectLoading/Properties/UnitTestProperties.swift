package import Diagnostics
package import PlainData

/// One entry of `unit_tests:`.
package struct UnitTestProperties: Sendable {
  package var shared: SharedProperties
  package var model: Located<String>
  package var given: [Input]
  package var expect: Rows
  /// By name, also `package.name`.
  package var macros = PlainMap()
  package var vars = PlainMap()
  package var environment = PlainMap()
  /// `versions:`; nil: every version of a versioned model.
  package var versions: Versions?

  package var name: Located<String> { shared.name }

  /// One entry of `given:`.
  package struct Input: Sendable {
    /// `ref('x')`, `source('x', 'y')` or `this`, unrendered.
    package var input: Located<String>
    package var rows: Rows
  }

  /// Rows as written, not checked against their format yet.
  package struct Rows: Sendable {
    package enum Format: String, CaseIterable, Sendable {
      case dict, csv, sql
    }

    package var format: Format
    /// Nil when nothing is written.
    package var rows: PlainValue?
    /// A file below `tests/fixtures`, without its ending.
    package var fixture: Located<String>?
    package var span: Span
  }

  package struct Versions: Sendable {
    package var include: [PlainValue]
    package var exclude: [PlainValue]
  }
}
