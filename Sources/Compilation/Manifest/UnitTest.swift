package import Diagnostics
package import PlainData
package import ProjectLoading

/// One entry of `unit_tests:`: a model, what it is given to read, and the rows it must make of that.
package struct UnitTest: Sendable {
  /// The model as written.
  package var modelName: Located<String>
  /// The tested model's unique id; empty until references are resolved.
  package var model: String
  package var given: [Input]
  package var expect: Rows
  package var overrides: Overrides
  /// `versions:`; nil: every version of a versioned model.
  package var versions: Versions?
  /// The tested model's version.
  package var version: PlainValue?

  /// Rows that stand for a relation while the model is tested.
  package struct Input: Sendable {
    /// `ref('orders')`, `source('raw', 'orders')`, `this`, as written.
    package var text: Located<String>
    /// nil for `this`.
    package var reference: Reference?
    /// The unique id of the relation that is replaced; empty until references are resolved.
    package var target: String
    package var rows: Rows
  }

  /// Rows as values, or as a query that makes them.
  package struct Rows: Sendable {
    package typealias Format = UnitTestProperties.Rows.Format

    package enum Content: Sendable {
      /// Of `dict` and `csv`; empty fields of a CSV are null, its other fields texts.
      case rows([PlainMap])
      case sql(String)
    }

    package var format: Format
    package var content: Content
    /// The file below `tests/fixtures` that they come from, without its ending.
    package var fixture: String?
    package var span: Span
  }

  /// What the model sees instead of the project's own.
  package struct Overrides: Hashable, Sendable {
    /// By name, also `package.name`: what a call of the macro gives.
    package var macros = PlainMap()
    package var vars = PlainMap()
    package var environment = PlainMap()

    package init() {}

    package var isEmpty: Bool { macros.isEmpty && vars.isEmpty && environment.isEmpty }
  }

  package typealias Versions = UnitTestProperties.Versions
}
