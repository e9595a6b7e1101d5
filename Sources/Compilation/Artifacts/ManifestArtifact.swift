package import Artifacts
import Diagnostics
import Digests
import Jinja
import Parallelism
package import PlainData
import ProjectLoading
import Warehouse

extension Artifacts.Manifest {
  /// The manifest as dbt's `manifest.json` has it.
  ///
  /// - Parameter compiled: by unique id, of nodes that have been rendered.
  package init(of manifest: Compilation.Manifest, compiled: [String: RenderedCode]) {
    self.init(withoutNodesOf: manifest, compiled: compiled)
    nodes = manifest.sortedNodes.parallelMap {
      ManifestNode($0, in: manifest, compiled: compiled[$0.uniqueID])
    }.compactMap(\.self)
  }

  /// Writes what `init(of:compiled:)` makes, without ever holding all of it; returns where parts of it lie.
  @discardableResult
  package static func write(
    _ manifest: Compilation.Manifest, compiled: [String: RenderedCode], to writer: inout JSONWriter,
    draining drain: (inout JSONWriter) -> Void
  ) -> ManifestPlaces {
    let nodes = manifest.sortedNodes.filter(\.isAmongNodes)
    let links = nodes.map {
      ManifestNodeList.Link(
        id: $0.uniqueID, dependsOn: $0.dependsOn, group: $0.config.group,
        isText: NodeOutline($0).isText)
    }
    let list = ManifestNodeList(links) {
      ManifestNode(nodes[$0], in: manifest, compiled: compiled[nodes[$0].uniqueID])
    }
    return Artifacts.Manifest(withoutNodesOf: manifest, compiled: compiled)
      .write(to: &writer, nodes: list, draining: drain)
  }

  private init(withoutNodesOf manifest: Compilation.Manifest, compiled: [String: RenderedCode]) {
    self.init(ArtifactMetadata(of: manifest.scope.invocation))
    project.name = manifest.project.root.name
    project.id = Digest.md5(manifest.project.root.name)
    project.sendsUsageStatistics = false
    project.adapterType = manifest.scope.dialect.name
    project.quoting = manifest.quoting.plain
    selectors = SelectorDefinitions.expanded(manifest.project.selectors)
    project.runStartedAt = manifest.scope.invocation.started.iso8601
    let sorted = manifest.all.filter { !$0.isAmongNodes }.sorted { $0.uniqueID < $1.uniqueID }
    functions = sorted.filter { $0.type == .function }.compactMap {
      ManifestNode($0, in: manifest, compiled: compiled[$0.uniqueID])
    }
    unitTests = sorted.compactMap { ManifestUnitTest($0, in: manifest) }
    sources = sorted.compactMap { ManifestSource($0, in: manifest) }
    exposures = manifest.all.compactMap { ManifestExposure($0) }
    func definitions(_ type: ResourceType) -> [PlainMap] {
      sorted.filter { $0.type == type }.compactMap { $0.definition(in: manifest) }
    }
    metrics = definitions(.metric)
    semanticModels = definitions(.semanticModel)
    savedQueries = definitions(.savedQuery)
    macros = manifest.scope.macros.entries.sorted { $0.uniqueID < $1.uniqueID }
      .map { ManifestMacro($0, in: manifest) }
    docs =
      manifest.docs.all.map { ManifestDocumentation($0.block, package: $0.package) } + [.overview]
    groups = manifest.project.packages.flatMap { package in
      package.properties.groups.map { ManifestGroup($0, package: package.name) }
    }
    disabled = manifest.disabled.compactMap {
      ManifestNode($0, in: manifest, compiled: nil)?.plain
        ?? ManifestSource($0, in: manifest)?.plain ?? ManifestExposure($0)?.plain
        ?? ManifestUnitTest($0, in: manifest)?.plain ?? $0.definition(in: manifest)
    }
  }
}

extension Compilation.Manifest {
  /// What the artifact's `nodes` are made of, and some more, sorted by id.
  fileprivate var sortedNodes: [Node] {
    (all.filter(\.isAmongNodes) + hooks.all).sorted { $0.uniqueID < $1.uniqueID }
  }
}

extension Node {
  /// Whether it is one of a manifest's `nodes`, and in no section of its own.
  fileprivate var isAmongNodes: Bool {
    switch body {
    case .template, .genericTest, .seed, .swiftModel: true
    case .function, .source, .exposure, .unitTest, .metric, .semanticModel, .savedQuery: false
    }
  }
}

extension ArtifactMetadata {
  /// What every artifact of an invocation says about it.
  package init(of invocation: Invocation) {
    let prefix = "DBT_ENV_CUSTOM_ENV_"
    let custom = invocation.environment.filter { $0.key.hasPrefix(prefix) }.sorted {
      $0.key < $1.key
    }
    self.init(
      dbtVersion: Version.dbt, generatedAt: Timestamp.now().iso8601,
      invocationID: invocation.id, invocationStartedAt: invocation.started.iso8601,
      environment: PlainMap(
        custom.map { (String($0.key.dropFirst(prefix.count)), .string($0.value)) }))
  }
}

extension ResourceIdentity {
  init(_ node: Node) {
    self.init(
      name: node.name, resourceType: node.type.dbtName, packageName: node.package,
      path: node.pathInArtifact, originalFilePath: node.file.path, uniqueID: node.uniqueID,
      fqn: node.fqn)
  }
}

extension ManifestMacro {
  init(_ entry: MacroEntry, in manifest: Compilation.Manifest) {
    self.init(
      ResourceIdentity(
        name: entry.name, resourceType: "macro", packageName: entry.package,
        path: entry.file?.path ?? entry.source.path,
        originalFilePath: entry.file?.path ?? entry.source.path, uniqueID: entry.uniqueID),
      sql: entry.definition.sourceText)
    macros = manifest.calls.ids(of: entry)
    createdAt = Double(manifest.scope.invocation.started.microseconds) / 1_000_000
    if !entry.isTestFile {
      arguments = entry.definition.parameters.map {
        Argument(name: $0.name, type: nil, description: "")
      }
    }
    guard let described = manifest.macroDescriptions[entry.uniqueID] else { return }
    description = described.text
    meta = described.meta
    docs = described.docs
    patchPath = "\(described.file.package)://\(described.file.path)"
    guard !described.arguments.isEmpty else { return }
    arguments = described.arguments.map {
      Argument(name: $0.name, type: $0.type, description: $0.description)
    }
  }
}

extension ManifestDocumentation {
  /// What dbt's documentation page greets with where a project has no block of that name; it expects one.
  fileprivate static let overview = ManifestDocumentation(
    ResourceIdentity(
      name: "__overview__", resourceType: "doc", packageName: "dbt", path: "overview.md",
      originalFilePath: "docs/overview.md", uniqueID: "doc.dbt.__overview__"),
    contents: """
      ### Documentation of this project

      **Project** lists models, seeds, snapshots, tests and sources by folder; **Database** shows the same
      relations by schema. Each has a page with its description, its columns, what it depends on, and its SQL.

      The graph in the corner shows where the data of a model comes from and where it goes.
      """)

  init(_ block: DocsBlock, package: String) {
    self.init(
      ResourceIdentity(
        name: block.name.value, resourceType: "doc", packageName: package,
        path: block.file.place.resourcePath, originalFilePath: block.file.place.path,
        uniqueID: "doc.\(package).\(block.name.value)"), contents: block.text)
  }
}

extension ManifestGroup {
  init(_ group: GroupProperties, package: String) {
    self.init(
      ResourceIdentity(
        name: group.name.value, resourceType: "group", packageName: package,
        path: group.shared.file.resourcePath, originalFilePath: group.shared.file.path,
        uniqueID: "group.\(package).\(group.name.value)"), owner: group.owner)
    description = group.shared.description?.value
  }
}
