import Diagnostics
import PlainData
import ProjectLoading
import Warehouse

extension ManifestBuilder {
  mutating func addSources(of package: Package) throws {
    for source in package.properties.sources {
      for table in source.tables { add(table, of: source, in: package) }
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
    for shared in [source.shared, table.shared] {
      levels.apply([shared.meta, shared.tags].compactMap(\.self))
      levels.apply(shared.config)
    }
    levels.applyRootProject()
    let relation = Relation(
      database: scope.target.database == nil
        ? nil : source.database?.value ?? scope.target.database,
      schema: source.schema?.value ?? source.name.value,
      identifier: table.identifier?.value ?? table.name.value)
    var node = Node(
      uniqueID: "source.\(package.name).\(source.name.value).\(table.name.value)", type: .source,
      name: table.name.value, package: package.name, fqn: fqn, file: file, span: table.name.span,
      config: levels.config, columns: described(table.columns, in: package.name),
      relation: relation,
      body: .source(
        SourceTable(sourceName: source.name.value, properties: table, source: source)))
    if let description = table.shared.description {
      (node.description, node.docBlocks) = described(description, in: package.name)
    }
    add(node)
  }
}
