import Diagnostics
import PlainData
import ProjectLoading

extension ManifestBuilder {
  mutating func addSeeds(of package: Package) throws {
    let properties = index(package.properties.seeds)
    for file in package.files.seeds {
      try add(seed: file, of: package, properties: properties[file.stem])
    }
    reportUnused(package.properties.seeds, known: package.files.seeds.map(\.stem), kind: "seed")
  }

  private mutating func add(seed file: FilePlace, of package: Package, properties: NodeProperties?)
    throws
  {
    let fqn = [package.name] + file.folders + [file.stem]
    let uniqueID = "seed.\(package.name).\(file.stem)"
    var levels = ConfigLevels(defaults: ResourceDefaults.values(for: .seed))
    levels.apply(.seeds, of: scope.project, to: fqn, in: package.name)
    if let properties { levels.apply(properties) }
    let facts = NodeFacts(
      uniqueID: uniqueID, type: .seed, name: file.stem, package: package.name, fqn: fqn, file: file,
      config: levels.config)
    let relation = try attempt {
      try $0.naming.relation(for: facts.completed(config: levels.config, relation: nil))
    }
    var node = Node(
      uniqueID: uniqueID, type: .seed, name: file.stem, package: package.name, fqn: fqn, file: file,
      span: properties?.name.span
        ?? Span(SourceFile(path: file.shownPath, text: ""), 0..<0),
      config: levels.config, relation: relation, body: .seed(path: file.absolutePath),
      properties: properties)
    describe(&node, by: properties)
    add(node)
  }
}
