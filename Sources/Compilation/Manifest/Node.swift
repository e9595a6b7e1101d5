package import Diagnostics
package import PlainData
package import ProjectLoading
package import Warehouse

/// One resource of the project with everything that parsing found out about it.
package struct Node: Sendable {
  /// dbt's identity: `model.energy.stg_readings`.
  package var uniqueID: String
  package var type: ResourceType
  package var name: String
  package var package: String
  /// Package, folders, name: what configs and `fqn:` selections go by.
  package var fqn: [String]
  package var file: FilePlace
  /// The place to point at when the node as a whole is wrong.
  package var span: Span?
  package var config: NodeConfig
  package var description: String
  package var columns: [ColumnProperties]
  /// Where the node's rows are or will be; nil for what has none (tests, analyses, ephemeral models
  /// keep one so that `this` can be printed).
  package var relation: Relation?
  package var body: NodeBody
  /// Calls of `ref` and `source` in the order met, each once.
  package var references: [Reference]
  /// Unique ids of the nodes it reads, in the order of `references`.
  package var dependsOn: [String]
  /// Unique ids of macros it called.
  package var macros: [String]
  /// The YAML entry that describes it.
  package var properties: NodeProperties?

  package init(
    uniqueID: String, type: ResourceType, name: String, package: String, fqn: [String],
    file: FilePlace, span: Span? = nil, config: NodeConfig, description: String = "",
    columns: [ColumnProperties] = [], relation: Relation? = nil, body: NodeBody,
    references: [Reference] = [], dependsOn: [String] = [], macros: [String] = [],
    properties: NodeProperties? = nil
  ) {
    self.uniqueID = uniqueID
    self.type = type
    self.name = name
    self.package = package
    self.fqn = fqn
    self.file = file
    self.span = span
    self.config = config
    self.description = description
    self.columns = columns
    self.relation = relation
    self.body = body
    self.references = references
    self.dependsOn = dependsOn
    self.macros = macros
    self.properties = properties
  }

  package var tags: [String] { config.tags }
  package var isEphemeral: Bool { type == .model && config.materialized == "ephemeral" }

  /// The layer it belongs to: `meta.layer`, or the first folder below the model path.
  package var layer: String? { config.meta["layer"]?.string ?? file.folders.first }
}

/// A `ref` or `source` call as it was written.
package struct Reference: Hashable, Sendable {
  package enum Target: Hashable, Sendable {
    /// `package` is nil where the call names none; `version` as written.
    case ref(package: String?, name: String, version: PlainValue?)
    case source(name: String, table: String)
  }

  package var target: Target
  package var span: Span?

  package init(_ target: Target, at span: Span? = nil) {
    self.target = target
    self.span = span
  }

  /// As people write it: `ref('orders')`.
  package var text: String {
    switch target {
    case .ref(let package?, let name, _): "ref('\(package)', '\(name)')"
    case .ref(nil, let name, _): "ref('\(name)')"
    case .source(let name, let table): "source('\(name)', '\(table)')"
    }
  }
}
