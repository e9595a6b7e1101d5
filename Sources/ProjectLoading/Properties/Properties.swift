package import Diagnostics
package import YAML

/// What the YAML files of one package say about its resources, in the order of files and lines.
package struct Properties: Sendable {
  package var models: [NodeProperties] = []
  package var swiftModels: [SwiftModelProperties] = []
  package var seeds: [NodeProperties] = []
  package var snapshots: [NodeProperties] = []
  package var analyses: [NodeProperties] = []
  /// Top-level `data_tests:`, which describe singular tests.
  package var singularTests: [NodeProperties] = []
  package var sources: [SourceProperties] = []
  package var macros: [MacroProperties] = []
  package var exposures: [ExposureProperties] = []
  package var groups: [GroupProperties] = []
  package var unitTests: [UnitTestProperties] = []
  package var metrics: [RawProperties] = []
  package var semanticModels: [RawProperties] = []
  package var savedQueries: [RawProperties] = []
  package var functions: [FunctionProperties] = []

  package init() {}
}

/// An entry that is kept as its node: name checked, everything else read by who uses it.
package struct RawProperties: Sendable {
  package let name: Located<String>
  package let node: YAMLNode
  package let file: FilePlace
}

/// A description: Jinja with `{{ doc('…') }}`, rendered when the docs are known.
package typealias Description = Located<String>

/// Fields that configs and properties share in dbt: what `config:` says is merged over them.
package struct SharedProperties: Sendable {
  package var name: Located<String>
  package var description: Description?
  /// `config:`, rendered; hooks raw.
  package var config: [Setting] = []
  package var meta: Setting?
  package var tags: Setting?
  package var docs: Setting?
  /// The YAML file that holds the entry.
  package var file: FilePlace
  /// The whole entry.
  package var node: YAMLNode
}
