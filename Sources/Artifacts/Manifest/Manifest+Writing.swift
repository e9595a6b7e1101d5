package import PlainData

extension Manifest {
  /// Writes the whole manifest.
  package func write(to writer: inout JSONWriter) {
    write(to: &writer) { _ in }
  }

  /// Writes the whole manifest, one entry at a time, so that no second copy of it is held.
  ///
  /// - Parameter drain: is called after each entry, to take away what was written.
  /// - Parameter made: nodes in place of the manifest's own, each made when it is written.
  /// - Returns: where the parts lie that change more often than all others: the metadata, and nodes that are texts.
  @discardableResult
  package func write(
    to writer: inout JSONWriter, nodes made: ManifestNodeList? = nil,
    draining drain: (inout JSONWriter) -> Void
  ) -> ManifestPlaces {
    let made = made ?? ManifestNodeList(nodes)
    writer.beginObject()
    var metadata = metadata.plain(.manifest)
    project.add(to: &metadata)
    let start = writer.place
    writer.key("metadata")
    writer.write(map: metadata)
    let head = start..<writer.place
    let groups = self.groups.map(\.plain)
    writer.key("nodes")
    writer.beginObject()
    let places = made.write(to: &writer, draining: drain)
    writer.endObject()
    section("sources", sources.lazy.map(\.plain), to: &writer, drain)
    section("macros", macros.lazy.map(\.plain), to: &writer, drain)
    section("docs", docs.lazy.map(\.plain), to: &writer, drain)
    section("exposures", exposures.lazy.map(\.plain), to: &writer, drain)
    section("metrics", metrics.lazy.map(Shape.metric.completed), to: &writer, drain)
    section("groups", groups, to: &writer, drain)
    writer.key("selectors")
    writer.write(map: selectors)
    writeDisabled(to: &writer)
    let relations = ManifestRelations(self, nodes: made.links)
    rows("parent_map", relations.parents, to: &writer, drain)
    rows("child_map", relations.children, to: &writer, drain)
    rows("group_map", relations.groups, to: &writer, drain)
    section("saved_queries", savedQueries.lazy.map(Shape.savedQuery.completed), to: &writer, drain)
    section(
      "semantic_models", semanticModels.lazy.map(Shape.semanticModel.completed), to: &writer, drain)
    section("unit_tests", unitTests.lazy.map(\.plain), to: &writer, drain)
    section("functions", functions.lazy.map(\.plain), to: &writer, drain)
    writer.endObject()
    let texts = zip(made.links, places).lazy.filter(\.0.isText).map { ($0.0.id, $0.1) }
    return ManifestPlaces(
      metadata: head, nodes: Dictionary(texts, uniquingKeysWith: { first, _ in first }))
  }

  private func section(
    _ name: String, _ entries: some Sequence<PlainMap>, to writer: inout JSONWriter,
    _ drain: (inout JSONWriter) -> Void
  ) {
    writer.key(name)
    writer.beginObject()
    for entry in entries {
      writer.key(entry.text("unique_id"))
      writer.write(map: entry)
      drain(&writer)
    }
    writer.endObject()
  }

  private func rows(
    _ name: String, _ rows: [ManifestRelations.Row], to writer: inout JSONWriter,
    _ drain: (inout JSONWriter) -> Void
  ) {
    writer.key(name)
    writer.beginObject()
    for row in rows {
      writer.key(row.id)
      writer.beginList()
      for id in row.related { writer.write(string: id) }
      writer.endList()
      drain(&writer)
    }
    writer.endObject()
  }

  /// Several resources may bear one id, since a name may be switched off in one place only.
  private func writeDisabled(to writer: inout JSONWriter) {
    var byID = PlainMap()
    for entry in disabled {
      let id = entry.text("unique_id")
      byID[id] = .list((byID[id]?.list ?? []) + [.map(entry)])
    }
    writer.key("disabled")
    writer.write(map: byID)
  }
}

/// Who needs whom, for `parent_map`, `child_map` and `group_map`.
struct ManifestRelations {
  typealias Row = (id: String, related: [String])

  let parents: [Row]
  let children: [Row]
  let groups: [Row]

  init(_ manifest: Manifest, nodes: [ManifestNodeList.Link]) {
    let edges = Self.edges(manifest, nodes)
    var children: [String: [String]] = [:]
    children.reserveCapacity(edges.count)
    for (id, parents) in edges {
      for parent in parents { children[parent, default: []].append(id) }
    }
    parents = edges.map { ($0.id, $0.related.count < 2 ? $0.related : $0.related.sorted()) }
    self.children = edges.map { edge in
      guard var own = children[edge.id] else { return (edge.id, []) }
      if own.count > 1 { own.sort() }
      return (edge.id, own)
    }
    let members = Self.members(manifest, nodes)
    groups = manifest.groups.map { ($0.identity.name, members[$0.identity.name] ?? []) }
  }

  /// Who belongs to each group: models and the rest, then what the semantic layer has, as dbt lists them.
  private static func members(
    _ manifest: Manifest, _ nodes: [ManifestNodeList.Link]
  ) -> [String: [String]] {
    var members: [String: [String]] = [:]
    for node in nodes {
      if let group = node.group { members[group, default: []].append(node.id) }
    }
    for map in manifest.savedQueries + manifest.semanticModels + manifest.metrics {
      guard let group = map.optionalText("group") else { continue }
      members[group, default: []].append(map.text("unique_id"))
    }
    return members
  }

  private static func edges(_ manifest: Manifest, _ nodes: [ManifestNodeList.Link]) -> [Row] {
    func plain(_ map: PlainMap) -> Row {
      (map.text("unique_id"), map.map("depends_on").texts("nodes"))
    }
    var rows: [Row] = []
    rows += nodes.map { ($0.id, $0.dependsOn) }
    rows += manifest.sources.map { ($0.identity.uniqueID, []) }
    rows += manifest.exposures.map { ($0.identity.uniqueID, $0.dependsOn.nodes) }
    rows += manifest.functions.map { ($0.identity.uniqueID, $0.dependsOn.nodes) }
    rows += manifest.metrics.map(plain)
    rows += manifest.semanticModels.map(plain)
    rows += manifest.savedQueries.map(plain)
    rows += manifest.unitTests.map { ($0.identity.uniqueID, $0.dependsOn.nodes) }
    return rows
  }
}
