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
    var levels = ConfigLevels(defaults: ResourceDefaults.values(for: .exposure))
    levels.apply(.exposures, of: scope.project, to: fqn, in: package.name)
    levels.apply([exposure.shared.meta, exposure.shared.tags].compactMap(\.self))
    levels.apply(exposure.shared.config)
    let facts = NodeFacts(
      uniqueID: uniqueID, type: .exposure, name: name, package: package.name, fqn: fqn, file: file,
      config: levels.config)
    let references = try exposure.dependsOn.map { try reference($0, facts) }
    let description = try exposure.shared.description.map {
      try docs.render($0, from: package.name)
    }
    add(
      Node(
        uniqueID: uniqueID, type: .exposure, name: name, package: package.name, fqn: fqn,
        file: file, span: exposure.name.span, config: levels.config,
        description: description ?? "", body: .exposure(exposure), references: references))
  }
}
