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
    if !name.utf8.allSatisfy(Self.isNameByte) { warnings.append(.exposureName(exposure.name)) }
    let file = exposure.shared.file
    let fqn = [package.name] + file.folders + [name]
    let uniqueID = "exposure.\(package.name).\(name)"
    var levels = ConfigLevels(
      .exposure, .exposures, of: scope.project, fqn: fqn, package: package.name)
    levels.applyProject()
    for setting in [exposure.shared.meta, exposure.shared.tags].compactMap(\.self) {
      levels.apply([setting.name: setting.value])
    }
    levels.apply(exposure.shared.config)
    levels.applyRootProject()
    let facts = NodeFacts(
      uniqueID: uniqueID, type: .exposure, name: name, package: package.name, fqn: fqn, file: file,
      config: levels.config)
    let references = try exposure.dependsOn.compactMap { try dependency($0, facts) }
    var node = Node(
      uniqueID: uniqueID, type: .exposure, name: name, package: package.name, fqn: fqn,
      file: file, span: exposure.name.span, config: levels.config, body: .exposure(exposure),
      references: references)
    if let description = exposure.shared.description {
      (node.description, node.docBlocks) = described(description, in: package.name)
    }
    add(node)
  }

  /// nil, with a warning, for what is no call: dbt passes over that.
  private mutating func dependency(_ text: Located<String>, _ facts: NodeFacts) throws -> Reference?
  {
    do {
      return try reference(text, facts)
    } catch var problem as Diagnostic where problem.code == "expected-reference" {
      problem.severity = .warning
      warnings.append(problem)
      return nil
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...0xFF:
      true
    default: false
    }
  }
}

extension Diagnostic {
  fileprivate static func exposureName(_ name: Located<String>) -> Diagnostic {
    Diagnostic(
      .warning, code: "exposure-name",
      "the name of an exposure has letters, digits, `_` and `-` only", at: name.span,
      help: ["`label` may hold any text"])
  }
}
