import Diagnostics
import PlainData
import ProjectLoading
import Warehouse

extension ManifestBuilder {
  mutating func addSources(of package: Package) throws {
    for source in package.properties.sources where source.overrides == nil {
      let patch = sourcePatches.patch(for: source, in: package.name)
      let patched = patch.map { source.patched(by: $0) } ?? source
      for table in patched.tables { add(table, of: patched, in: package) }
    }
  }

  private mutating func add(
    _ table: SourceTableProperties, of source: SourceProperties, in package: Package
  ) {
    let file = table.shared.file
    let fqn = [package.name] + file.folders + [source.name.value, table.name.value]
    var levels = ConfigLevels(
      .source, .sources, of: scope.project, fqn: fqn, package: package.name)
    levels.applyProject()
    levels.apply(SourceConfigs.settings(of: source, table))
    let values = SourceConfigs.merged(source, table)
    levels.apply(values, written: values)
    levels.applyRootProject()
    let relation = Relation(
      database: scope.target.database == nil
        ? nil : source.database?.value ?? scope.target.database,
      schema: source.schema?.value ?? source.name.value,
      identifier: table.identifier?.value ?? table.name.value)
    let columns = described(table.columns, in: package.name)
    var node = Node(
      uniqueID: "source.\(package.name).\(source.name.value).\(table.name.value)", type: .source,
      name: table.name.value, package: package.name, fqn: fqn, file: file, span: table.name.span,
      config: levels.config, columns: columns, relation: relation,
      body: .source(
        SourceTable(
          sourceName: source.name.value, properties: table,
          source: withDescription(source, in: package.name))))
    if let description = table.shared.description {
      (node.description, node.docBlocks) = described(description, in: package.name)
    }
    add(node)
  }

  private mutating func withDescription(
    _ source: SourceProperties, in package: String
  ) -> SourceProperties {
    guard let written = source.shared.description else { return source }
    var copy = source
    copy.shared.description = Located(
      described(written, in: package).text, at: written.span)
    return copy
  }
}

/// Source entries with `overrides:`, which change the sources of another package.
struct SourcePatches {
  private var patches: [String: SourceProperties] = [:]

  init() {}

  init(_ project: Project) {
    for source in project.packages.flatMap(\.properties.sources) {
      guard let package = source.overrides?.value else { continue }
      patches["\(package).\(source.name.value)"] = source
    }
  }

  func patch(for source: SourceProperties, in package: String) -> SourceProperties? {
    patches["\(package).\(source.name.value)"]
  }

  /// A warning for each patch, or table of a patch, that changes nothing.
  func unused(in project: Project) -> [Diagnostic] {
    patches.sorted { $0.key < $1.key }.flatMap { key, patch in
      let sources = project.packages.filter { $0.name == patch.overrides?.value }
        .flatMap(\.properties.sources)
        .filter { $0.name.value == patch.name.value && $0.overrides == nil }
      if sources.isEmpty { return [Diagnostic.unusedPatch("the source `\(key)`", patch.name.span)] }
      let known = Set(sources.flatMap { $0.tables.map(\.name.value) })
      return patch.tables.filter { !known.contains($0.name.value) }.map {
        Diagnostic.unusedPatch("the source table `\(key).\($0.name.value)`", $0.name.span)
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func unusedPatch(_ what: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      .warning, code: "unused-source-override", "\(what) is overridden, and does not exist",
      at: span)
  }
}

extension SourceProperties {
  /// The source with what an entry that overrides it says.
  fileprivate func patched(by patch: SourceProperties) -> SourceProperties {
    var copy = self
    copy.shared.patch(patch.shared)
    copy.database = patch.database ?? database
    copy.schema = patch.schema ?? schema
    copy.loader = patch.loader ?? loader
    copy.quoting = quoting.merged(with: patch.quoting)
    if case .inherited = patch.freshness {} else { copy.freshness = patch.freshness }
    copy.loadedAtField = patch.loadedAtField ?? loadedAtField
    copy.loadedAtQuery = patch.loadedAtQuery ?? loadedAtQuery
    copy.tables = tables.map { table in
      patch.tables.first { $0.name.value == table.name.value }.map(table.patched) ?? table
    }
    return copy
  }
}

extension SourceTableProperties {
  fileprivate func patched(by patch: SourceTableProperties) -> SourceTableProperties {
    var copy = self
    copy.shared.patch(patch.shared)
    if !patch.columns.isEmpty { copy.columns = patch.columns }
    if !patch.tests.isEmpty { copy.tests = patch.tests }
    copy.identifier = patch.identifier ?? identifier
    copy.quoting = quoting.merged(with: patch.quoting)
    if case .inherited = patch.freshness {} else { copy.freshness = patch.freshness }
    copy.loadedAtField = patch.loadedAtField ?? loadedAtField
    copy.loadedAtQuery = patch.loadedAtQuery ?? loadedAtQuery
    copy.external = patch.external ?? external
    return copy
  }
}

extension SharedProperties {
  fileprivate mutating func patch(_ other: SharedProperties) {
    description = other.description ?? description
    if !other.config.isEmpty { config = other.config }
    meta = other.meta ?? meta
    tags = other.tags ?? tags
    docs = other.docs ?? docs
  }
}
