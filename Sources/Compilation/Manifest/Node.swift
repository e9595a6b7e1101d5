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
  /// Unique ids of the docs blocks that the description was made with.
  package var docBlocks: [String] = []
  package var columns: [ColumnProperties]
  /// Where the node's rows are or will be; nil for what has none (tests, analyses, ephemeral models
  /// keep one so that `this` can be printed).
  package var relation: Relation?
  package var body: NodeBody
  /// Calls of `ref` and `source` in the order met, each once.
  package var references: [Reference] {
    didSet { targets = Array(repeating: nil, count: references.count) }
  }
  /// What each of the references means, by unique id; nil for what is not found.
  package var targets: [String?]
  /// Unique ids of the nodes it reads, each once, in dbt's order: sources before all others.
  package var dependsOn: [String]
  /// Unique ids of macros it called.
  package var macros: [String]
  /// The YAML entry that describes it; for a version of a model, merged with what the version says.
  package var properties: NodeProperties?
  /// A model's version, and the one that a `ref` without a version means.
  package var version: PlainValue?
  package var latestVersion: PlainValue?
  /// Its code as written, where that is not all of its file: a snapshot's block.
  package var writtenCode: String?
  /// dbt's `path` where that is not the file's: `orders_snapshot.sql` of a snapshot in YAML.
  package var artifactPath: String?

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
    targets = Array(repeating: nil, count: references.count)
    self.dependsOn = dependsOn
    self.macros = macros
    self.properties = properties
  }

  package var tags: [String] {
    switch body {
    case .metric(let metric): metric.tags
    case .savedQuery(let query): Set(query.tags + config.tags).sorted()
    default: config.tags
    }
  }
  package var isEphemeral: Bool { type == .model && config.materialized == "ephemeral" }

  /// Whether nothing but white space stands where its code should.
  package var isBlank: Bool {
    guard case .template(_, let source) = body else { return false }
    return (writtenCode ?? source.text).allSatisfy(\.isWhitespace)
  }

  /// The references that were found, with what they mean.
  package var links: [(reference: Reference, target: String)] {
    zip(references, targets).compactMap { reference, target in target.map { (reference, $0) } }
  }

  package var isVersioned: Bool { version != nil }
  package var isLatestVersion: Bool { version.map { $0 == latestVersion } ?? false }

  /// How messages and selections call it: `orders`, `orders.v2` for a version.
  package var searchName: String { version.map { "\(name).v\($0.versionText)" } ?? name }

  /// `private`, `protected` or `public`; nil for what is no model.
  package var access: String? {
    type.isModel ? config.string("access") ?? "protected" : nil
  }

  /// Constraints of the relation as a whole, as its properties declare them.
  package var constraints: [ConstraintProperties] { properties?.constraints ?? [] }

  /// The layer it belongs to: `meta.layer`, or the first folder below the model path.
  package var layer: String? { config.meta["layer"]?.string ?? file.folders.first }
}

/// A `ref` or `source` call as it was written.
package struct Reference: Hashable, Sendable {
  package enum Target: Hashable, Sendable {
    /// `package` is nil where the call names none; `version` as written.
    case ref(package: String?, name: String, version: PlainValue?)
    case source(name: String, table: String)
    case function(package: String?, name: String)
    case metric(package: String?, name: String)
    /// What a metric is made of; nobody writes these as calls.
    case measure(String)
    case semanticModel(String)
  }

  package var target: Target
  package var span: Span?

  package init(_ target: Target, at span: Span? = nil) {
    self.target = target
    self.span = span
  }

  /// As people write it: `ref('orders')`, `ref('orders', v=2)`.
  package var text: String {
    switch target {
    case .ref(let package, let name, let version):
      Self.call("ref", package, name, version.map { ", v=\($0.versionText)" } ?? "")
    case .source(let name, let table): "source('\(name)', '\(table)')"
    case .function(let package, let name): Self.call("function", package, name)
    case .metric(let package, let name): Self.call("metric", package, name)
    case .measure(let name): "the measure `\(name)`"
    case .semanticModel(let name): "the semantic model `\(name)`"
    }
  }

  private static func call(
    _ function: String, _ package: String?, _ name: String, _ more: String = ""
  ) -> String {
    "\(function)(\(package.map { "'\($0)', " } ?? "")'\(name)'\(more))"
  }
}

extension PlainValue {
  /// A model's version as it stands in names: `1`, `1.5`, `beta`.
  package var versionText: String {
    switch self {
    case .string(let text): text
    case .int(let number): String(number)
    case .double(let number): String(number)
    default: ""
    }
  }
}
