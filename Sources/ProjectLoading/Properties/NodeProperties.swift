package import Diagnostics
package import PlainData
package import YAML

/// The properties of a model, a seed, a snapshot, an analysis or a singular test.
package struct NodeProperties: Sendable {
  package var shared: SharedProperties
  package var columns: [ColumnProperties] = []
  package var tests: [DataTestProperties] = []
  package var constraints: [ConstraintProperties] = []
  package var access: Located<String>?
  package var group: Located<String>?
  /// `contract:` beside `config:`, where dbt also takes it.
  package var contract: Setting?
  package var quoteColumns: Bool?
  package var latestVersion: Located<PlainValue>?
  package var versions: [VersionProperties] = []
  /// A date or a point in time, as written.
  package var deprecationDate: Located<String>?
  /// Snapshots in YAML: `ref('x')` or `source('x', 'y')`, unrendered.
  package var relation: Located<String>?

  package var name: Located<String> { shared.name }
  /// A key that has no field here: `time_spine`, `semantic_model`, `metrics`, …
  package func other(_ key: String) -> YAMLNode? { shared.node[key] }
}

/// One entry of `columns:`.
package struct ColumnProperties: Sendable {
  package var shared: SharedProperties
  package var dataType: String?
  package var quote: Bool?
  package var tests: [DataTestProperties] = []
  package var constraints: [ConstraintProperties] = []
  /// Unique ids of the docs blocks that the description was made with, once it has been rendered.
  package var docBlocks: [String] = []

  package var name: Located<String> { shared.name }
}

/// One entry of `constraints:`; dbt checks the rest when the contract is applied.
package struct ConstraintProperties: Sendable {
  /// `check`, `not_null`, `unique`, `primary_key`, `foreign_key` or `custom`.
  package var type: Located<String>
  package var name: String?
  package var expression: String?
  package var columns: [String] = []
  /// `ref('x')` or a relation's name, unrendered.
  package var to: Located<String>?
  package var toColumns: [String] = []
  package var warnsIfUnenforced: Bool
  package var warnsIfUnsupported: Bool
  package var span: Span
}

/// One entry of a model's `versions:`.
package struct VersionProperties: Sendable {
  package enum ColumnRule: Sendable {
    case column(ColumnProperties)
    /// `include: all`, or the names listed; less those of `exclude`.
    case inherit(include: InheritedColumns, exclude: [String])
  }

  package enum InheritedColumns: Sendable {
    case all
    case named([String])
  }

  /// An integer, a number or a string.
  package var v: Located<PlainValue>
  package var definedIn: Located<String>?
  package var description: Description?
  package var access: Located<String>?
  package var config: [Setting] = []
  package var docs: Setting?
  package var constraints: [ConstraintProperties]?
  /// Nil: the model's own tests apply.
  package var tests: [DataTestProperties]?
  /// Empty: all of the model's columns.
  package var columns: [ColumnRule] = []
  package var deprecationDate: Located<String>?
  package var node: YAMLNode
}
