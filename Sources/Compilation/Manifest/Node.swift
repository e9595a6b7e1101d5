package import Diagnostics
package import PlainData
package import ProjectLoading
package import Warehouse

/// One resource of the project with everything that parsing found out about it.
///
/// A node is passed around by the ten thousand: copying one copies a single reference, and the
/// contents are copied when one of several copies is changed.
package struct Node: Sendable {
  /// The contents, as the only element: an array is shared until it is written to.
  private var shared: [NodeContents]

  package init(
    uniqueID: String, type: ResourceType, name: String, package: String, fqn: [String],
    file: FilePlace, span: Span? = nil, config: NodeConfig, description: String = "",
    columns: [ColumnProperties] = [], relation: Relation? = nil, body: NodeBody,
    references: [Reference] = [], dependsOn: [String] = [], macros: [String] = [],
    properties: NodeProperties? = nil
  ) {
    shared = [
      NodeContents(
        uniqueID: uniqueID, type: type, name: name, package: package, fqn: fqn, file: file,
        span: span, config: config, description: description, columns: columns, relation: relation,
        body: body, references: references,
        targets: Array(repeating: nil, count: references.count), dependsOn: dependsOn,
        macros: macros, described: properties.map { [$0] } ?? [])
    ]
  }

  /// dbt's identity: `model.energy.stg_readings`.
  package var uniqueID: String {
    get { shared[0].uniqueID }
    _modify { yield &shared[0].uniqueID }
  }
  package var type: ResourceType {
    get { shared[0].type }
    _modify { yield &shared[0].type }
  }
  package var name: String {
    get { shared[0].name }
    _modify { yield &shared[0].name }
  }
  package var package: String {
    get { shared[0].package }
    _modify { yield &shared[0].package }
  }
  /// Package, folders, name: what configs and `fqn:` selections go by.
  package var fqn: [String] {
    get { shared[0].fqn }
    _modify { yield &shared[0].fqn }
  }
  package var file: FilePlace {
    get { shared[0].file }
    _modify { yield &shared[0].file }
  }
  /// The place to point at when the node as a whole is wrong.
  package var span: Span? {
    get { shared[0].span }
    _modify { yield &shared[0].span }
  }
  package var config: NodeConfig {
    get { shared[0].config }
    _modify { yield &shared[0].config }
  }
  package var description: String {
    get { shared[0].description }
    _modify { yield &shared[0].description }
  }
  /// Unique ids of the docs blocks that the description was made with.
  package var docBlocks: [String] {
    get { shared[0].docBlocks }
    _modify { yield &shared[0].docBlocks }
  }
  package var columns: [ColumnProperties] {
    get { shared[0].columns }
    _modify { yield &shared[0].columns }
  }
  /// Where the node's rows are or will be; nil for what has none (tests, analyses, ephemeral models
  /// keep one so that `this` can be printed).
  package var relation: Relation? {
    get { shared[0].relation }
    _modify { yield &shared[0].relation }
  }
  package var body: NodeBody {
    get { shared[0].body }
    _modify { yield &shared[0].body }
  }
  /// Calls of `ref` and `source` in the order met, each once.
  ///
  /// Setting them forgets what they mean.
  package var references: [Reference] {
    get { shared[0].references }
    set {
      shared[0].references = newValue
      shared[0].targets = Array(repeating: nil, count: newValue.count)
    }
  }
  /// What each of the references means, by unique id; nil for what is not found.
  package var targets: [String?] {
    get { shared[0].targets }
    _modify { yield &shared[0].targets }
  }
  /// Unique ids of the nodes it reads, each once, in dbt's order: sources before all others.
  package var dependsOn: [String] {
    get { shared[0].dependsOn }
    _modify { yield &shared[0].dependsOn }
  }
  /// Unique ids of macros it called.
  package var macros: [String] {
    get { shared[0].macros }
    _modify { yield &shared[0].macros }
  }
  /// The YAML entry that describes it; for a version of a model, merged with what the version says.
  package var properties: NodeProperties? {
    get { shared[0].described.first }
    set { shared[0].described = newValue.map { [$0] } ?? [] }
  }
  /// The YAML file of that entry. Asked of every node: the entry itself is not copied for it.
  var describedIn: FilePlace? {
    shared[0].described.isEmpty ? nil : shared[0].described[0].shared.file
  }
  /// A model's version, and the one that a `ref` without a version means.
  package var version: PlainValue? {
    get { shared[0].version }
    _modify { yield &shared[0].version }
  }
  package var latestVersion: PlainValue? {
    get { shared[0].latestVersion }
    _modify { yield &shared[0].latestVersion }
  }
  /// Its code as written, where that is not all of its file: a snapshot's block.
  package var writtenCode: String? {
    get { shared[0].writtenCode }
    _modify { yield &shared[0].writtenCode }
  }
  /// dbt's `path` where that is not the file's: `orders_snapshot.sql` of a snapshot in YAML.
  package var artifactPath: String? {
    get { shared[0].artifactPath }
    _modify { yield &shared[0].artifactPath }
  }

  package var tags: [String] {
    switch body {
    case .metric(let metric): metric.tags
    case .savedQuery(let query): Set(query.tags + config.tags).sorted()
    default: (hook.map { [$0.tag] } ?? []) + config.tags
    }
  }

  /// When a hook of the project runs, and its place among those; nil for what is none.
  package var hook: (tag: String, index: Int)? {
    guard type == .operation, fqn.count == 3, fqn[1] == "hooks" else { return nil }
    let parts = name.dropFirst(package.count + 1).split(separator: "-")
    guard let index = parts.last.flatMap({ Int($0) }) else { return nil }
    return (parts.dropLast().joined(separator: "-"), index)
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
