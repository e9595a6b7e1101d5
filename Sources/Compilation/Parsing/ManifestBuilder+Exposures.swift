import Diagnostics
import PlainData
import ProjectLoading

extension ManifestBuilder {
  mutating func addExposures(of package: Package) throws {
    for exposure in package.properties.exposures {
      _ = try attempt { try $0.add(exposure, of: package) }
    }
  }

  private mutating func add(_ exposure: ExposureProperties, of package: Package) throws {
    let name = exposure.name.value
    let file = exposure.shared.file
    let fqn = [package.name] + file.folders + [name]
    let uniqueID = "exposure.\(package.name).\(name)"
    var levels = ConfigLevels(
      .exposure, .exposures, of: scope.project, fqn: fqn, package: package.name)
    levels.applyProject()
    levels.apply([exposure.shared.meta, exposure.shared.tags].compactMap(\.self))
    levels.apply(exposure.shared.config)
    levels.applyRootProject()
    let facts = NodeFacts(
      uniqueID: uniqueID, type: .exposure, name: name, package: package.name, fqn: fqn, file: file,
      config: levels.config)
    let references = try exposure.dependsOn.map { try reference($0, facts) }
    var node = Node(
      uniqueID: uniqueID, type: .exposure, name: name, package: package.name, fqn: fqn,
      file: file, span: exposure.name.span, config: levels.config, body: .exposure(exposure),
      references: references)
    if let description = exposure.shared.description {
      (node.description, node.docBlocks) = described(description, in: package.name)
    }
    add(node)
  }
}
