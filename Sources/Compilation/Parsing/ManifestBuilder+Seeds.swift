import Diagnostics
import PlainData
import ProjectLoading

extension ManifestBuilder {
  mutating func addSeeds(of package: Package) throws {
    for file in package.files.seeds {
      let patch = patches.patch(.seed, file.stem, in: package.name)
      try add(seed: file, of: package, properties: patch?.properties)
    }
  }

  private mutating func add(seed file: FilePlace, of package: Package, properties: NodeProperties?)
    throws
  {
    let fqn = [package.name] + file.folders + [file.stem]
    let uniqueID = "seed.\(package.name).\(file.stem)"
    var levels = ConfigLevels(
      .seed, .seeds, of: scope.project, fqn: fqn, package: package.name)
    levels.applyProject()
    if let properties { levels.apply(properties) }
    levels.applyRootProject()
    let facts = NodeFacts(
      uniqueID: uniqueID, type: .seed, name: file.stem, package: package.name, fqn: fqn, file: file,
      config: levels.config)
    let hooks = try attempt { try $0.reading(ofHooks: facts, besides: []) }
    for reference in hooks?.references ?? [] {
      problems.append(.seedReads(reference, properties?.name.span))
    }
    let relation = try attempt {
      try $0.naming.relation(for: facts.completed(config: levels.config, relation: nil))
    }
    var node = Node(
      uniqueID: uniqueID, type: .seed, name: file.stem, package: package.name, fqn: fqn, file: file,
      span: properties?.name.span
        ?? Span(SourceFile(path: file.shownPath, text: ""), 0..<0),
      config: levels.config, relation: relation, body: .seed(path: file.absolutePath),
      macros: hooks?.macros ?? [], properties: properties)
    describe(&node, by: properties)
    add(node)
  }
}
