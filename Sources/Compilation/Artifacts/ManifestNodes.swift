import Artifacts
import Diagnostics
import Digests
import PlainData
import ProjectLoading
import Warehouse
import YAML

extension ManifestNode {
  /// nil for what is not among a manifest's `nodes`: sources, exposures.
  init?(_ node: Node, in manifest: Compilation.Manifest, compiled: RenderedCode?) {
    guard let kind = Kind(node, in: manifest) else { return nil }
    self.init(
      ResourceIdentity(node), kind,
      database: node.relation?.database ?? manifest.scope.target.values["database"]?.string,
      schema: node.relation?.schema ?? (node.hook == nil ? "" : manifest.scope.target.schema),
      alias: node.relation?.identifier ?? node.name,
      checksum: Self.checksum(of: node))
    config = node.configInArtifact
    if let names = config["snapshot_meta_column_names"]?.map {
      config["snapshot_meta_column_names"] = .map(Shape.snapshotColumns.completed(names))
    }
    unrenderedConfig = node.config.unrendered
    tags = node.tags
    meta = node.config.meta
    group = node.config.group
    docs = node.config["docs"]?.map ?? PlainMap()
    description = node.description
    docBlocks = node.docBlocks
    columns = node.columns.map { ManifestColumn($0) }
    patchPath = node.describedIn.map { "\($0.package)://\($0.path)" }
    createdAt = Double(manifest.scope.invocation.started.microseconds) / 1_000_000
    relationName =
      manifest.isPhysical(node) ? node.relation.map(manifest.scope.dialect.render) : nil
    rawCode = node.rawCode
    dependsOn = Dependencies(macros: node.macros, nodes: node.dependsOn)
    code?.refs = node.refArguments
    code?.sources = node.sourceArguments
    code?.metrics = node.metricArguments
    code?.language = node.type.language(of: node.file)
    code?.contract = node.config["contract"]?.map ?? PlainMap()
    if node.type == .model, code?.contract["enforced"]?.bool == true {
      code?.contract["checksum"] = .string(ContractDigest.checksum(of: node))
    }
    guard let compiled else { return }
    code?.compiled = Compiled(
      code: compiled.sql,
      extraCTEs: compiled.ephemerals.map { (id: $0.uniqueID, sql: $0.expression) })
    code?.compiledPath = compiled.compiledPath
    buildPath = compiled.buildPath
  }

  private static func checksum(of node: Node) -> Checksum {
    switch node.body {
    case .seed: FileDigest.seed(node.file)
    // The code of a snapshot or a hook is a part of its file; the whole file counts.
    case .template where node.type == .snapshot || node.hook != nil:
      (try? node.file.read()).map { FileDigest.words(of: $0.text) } ?? .none
    case .template(_, let source), .function(_, let source, _): FileDigest.words(of: source.text)
    default: .none
    }
  }
}

extension ManifestNode.Kind {
  fileprivate init?(_ node: Node, in manifest: Compilation.Manifest) {
    switch node.body {
    case .seed: self = .seed(rootPath: manifest.project.package(named: node.package)?.folder)
    case .genericTest(let test):
      var generic = GenericTest(
        name: test.testName, arguments: test.arguments, namespace: test.namespace)
      generic.columnName = test.columnName
      generic.attachedNode = test.isOfSource ? nil : test.attachedTo
      generic.fileKeyName = test.fileKey
      self = .genericTest(generic)
    case .swiftModel: self = .model(Model(node, in: manifest))
    case .template:
      switch node.type {
      case .test: self = .singularTest
      case .analysis: self = .analysis
      case .operation: self = .operation(index: node.hook?.index)
      case .snapshot: self = .snapshot
      default: self = .model(Model(node, in: manifest))
      }
    case .function(_, _, let signature): self = .function(Function(signature))
    case .source, .exposure, .unitTest, .metric, .semanticModel, .savedQuery: return nil
    }
  }
}

extension ManifestNode.Kind.Model {
  fileprivate init(_ node: Node, in manifest: Compilation.Manifest) {
    self.init()
    primaryKey = manifest.primaryKey(of: node)
    access = node.access ?? "protected"
    version = node.version ?? .null
    latestVersion = node.latestVersion ?? .null
    deprecationDate = node.properties?.deprecationDate?.value
    constraints = node.constraints.map { $0.plain(ofModel: true) }
    if let timeSpine = node.properties?.other("time_spine")?.plain.map {
      self.timeSpine = [
        "standard_granularity_column": timeSpine["standard_granularity_column"] ?? .null,
        "custom_granularities": timeSpine["custom_granularities"] ?? .list([]),
      ]
    }
  }
}

extension ManifestNode.Kind.Function {
  fileprivate init(_ signature: FunctionSignature) {
    self.init(
      returns: signature.returns?.plain ?? [:], arguments: signature.arguments.map(\.plain),
      overloads: signature.overloads.map(\.plain))
  }
}

extension FunctionArgument {
  fileprivate var plain: PlainMap {
    [
      "name": .string(name), "data_type": .string(dataType),
      "description": description.map(PlainValue.string) ?? .null,
      "default_value": defaultValue ?? .null,
    ]
  }
}

extension FunctionReturns {
  fileprivate var plain: PlainMap {
    [
      "data_type": .string(dataType),
      "description": description.map(PlainValue.string) ?? .null,
    ]
  }
}

extension FunctionSignature.Overload {
  fileprivate var plain: PlainMap {
    [
      "defined_in": .string(declaration.definedIn.value),
      "arguments": .list(declaration.arguments.map { .map($0.plain) }),
      "returns": declaration.returns.map { .map($0.plain) } ?? .null,
      "description": declaration.description.map(PlainValue.string) ?? .null,
      "raw_body": .string(body.text), "compiled_body": .null,
    ]
  }
}

extension ConstraintProperties {
  /// As dbt's manifest has it; only a model's own constraints list columns.
  func plain(ofModel isOfModel: Bool) -> PlainMap {
    var map: PlainMap = [
      "type": .string(type.value), "name": name.map(PlainValue.string) ?? .null,
      "expression": expression.map(PlainValue.string) ?? .null,
      "warn_unenforced": .bool(warnsIfUnenforced), "warn_unsupported": .bool(warnsIfUnsupported),
      "to": to.map { .string($0.value) } ?? .null,
      "to_columns": .list(toColumns.map(PlainValue.string)),
    ]
    if isOfModel { map["columns"] = .list(columns.map(PlainValue.string)) }
    return map
  }
}

extension Compilation.Manifest {
  /// Whether a node is, or will be, a relation that can be queried, in a command with these flags.
  package func isPhysical(_ node: Node) -> Bool {
    guard node.type == .test, node.storesFailures == nil else { return node.isPhysical }
    return scope.invocation.flags["STORE_FAILURES"] == .bool(true)
  }
}

extension Node {
  /// dbt's `path`: generic tests are named like a file of their own.
  var pathInArtifact: String {
    if let artifactPath { return artifactPath }
    if case .genericTest = body { return "\(name).sql" }
    return file.resourcePath
  }

  /// Whether it is, or will be, a relation that can be queried.
  package var isPhysical: Bool {
    (type.isReferable && !isEphemeral) || type == .function
      || (type == .test && storesFailures == true)
  }

  /// Whether a test leaves its failing rows in a relation; nil where its configs do not say.
  fileprivate var storesFailures: Bool? {
    switch config.string("store_failures_as") {
    case "table", "view": true
    case nil: config.bool("store_failures")
    default: false
    }
  }

  var rawCode: String {
    if let writtenCode { return writtenCode }
    return switch body {
    case .template(_, let source), .function(_, let source, _): source.text.stripped
    case .genericTest(let test):
      "{{ test_\(test.testName)(**_dbt_generic_test_kwargs) }}"
    case .swiftModel(let call): call.code ?? call.declaration
    default: ""
    }
  }

  var refArguments: [RefArguments] {
    references.compactMap { reference in
      guard case .ref(let package, let name, let version) = reference.target else { return nil }
      return RefArguments(name: name, package: package, version: version ?? .null)
    }
  }

  var sourceArguments: [[String]] {
    references.compactMap { reference in
      guard case .source(let name, let table) = reference.target else { return nil }
      return [name, table]
    }
  }

  /// Calls of `metric`; a metric's own inputs are no calls.
  var metricArguments: [[String]] {
    guard ![.metric, .savedQuery].contains(type) else { return [] }
    return references.compactMap { reference in
      guard case .metric(let package, let name) = reference.target else { return nil }
      return [package, name].compactMap(\.self)
    }
  }
}

extension ManifestSource {
  init?(_ node: Node, in manifest: Compilation.Manifest) {
    guard case .source(let table) = node.body, let relation = node.relation else { return nil }
    self.init(
      ResourceIdentity(node), sourceName: table.sourceName,
      database: relation.database ?? manifest.scope.target.values["database"]?.string,
      schema: relation.schema,
      identifier: relation.identifier)
    description = node.description
    identity.path = node.file.path
    sourceDescription = table.source.shared.description?.value ?? ""
    loader = table.source.loader ?? table.properties.loader ?? ""
    loadedAtField = node.config.string("loaded_at_field")
    loadedAtQuery = node.config.string("loaded_at_query")
    freshness = node.config["freshness"]?.map
    quoting = table.source.quoting.merged(with: table.properties.quoting).plain
    external = table.properties.external?.value.map
    columns = node.columns.map { ManifestColumn($0) }
    meta = node.config.meta
    sourceMeta = table.sourceMeta
    tags = node.tags
    config = node.config.values
    unrenderedConfig = node.config.unrendered
    unrenderedDatabase = table.source.writtenDatabase
    unrenderedSchema = table.source.writtenSchema
    docBlocks = node.docBlocks
    relationName = manifest.scope.dialect.render(relation)
    createdAt = Double(manifest.scope.invocation.started.microseconds) / 1_000_000
  }
}

extension Compilation.Manifest {
  /// What is quoted where nobody says otherwise.
  var quoting: QuotingRule {
    let isSQLite = scope.dialect.name == "sqlite"
    return QuotingRule(database: !isSQLite, schema: !isSQLite, identifier: true)
      .merged(with: project.root.settings.quoting)
  }
}

extension QuotingRule {
  var plain: PlainMap {
    [
      "database": database.map(PlainValue.bool) ?? .null,
      "schema": schema.map(PlainValue.bool) ?? .null,
      "identifier": identifier.map(PlainValue.bool) ?? .null, "column": .null,
    ]
  }
}

extension ManifestExposure {
  init?(_ node: Node) {
    guard case .exposure(let exposure) = node.body else { return nil }
    self.init(ResourceIdentity(node), type: exposure.kind.rawValue, owner: exposure.owner)
    description = node.description
    label = exposure.label
    maturity = exposure.maturity?.rawValue
    url = exposure.url
    meta = node.config.meta
    tags = node.tags
    config = node.config.values
    unrenderedConfig = node.config.unrendered
    dependsOn = Dependencies(nodes: node.dependsOn)
    refs = node.refArguments
    sources = node.sourceArguments
    metrics = node.metricArguments
  }
}

extension SwiftModelCall {
  /// What stands for its code: which model, with which arguments, on which rows.
  fileprivate var declaration: String {
    let rows = condition.map { "\nwhere: \($0.text)" } ?? ""
    return "uses: \(uses.value)\narguments: \(JSON.text(.map(plainArguments)))\(rows)"
  }
}
