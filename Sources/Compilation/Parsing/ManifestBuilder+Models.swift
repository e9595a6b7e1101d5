import Diagnostics
import Jinja
import PlainData
import ProjectLoading
import Warehouse

extension ManifestBuilder {
  mutating func addModels(of package: Package) throws {
    let properties = index(package.properties.models)
    for file in package.files.models {
      try add(
        file, as: .model, resource: .models, of: package, properties: properties[file.stem])
    }
    reportUnused(package.properties.models, known: package.files.models.map(\.stem), kind: "model")
  }

  mutating func addAnalyses(of package: Package) throws {
    let properties = index(package.properties.analyses)
    for file in package.files.analyses {
      try add(
        file, as: .analysis, resource: .analyses, of: package, properties: properties[file.stem])
    }
  }

  mutating func addSingularTests(of package: Package) throws {
    let properties = index(package.properties.singularTests)
    for file in package.files.singularTests {
      try add(
        file, as: .test, resource: .dataTests, of: package, properties: properties[file.stem])
    }
  }

  /// One SQL file, one node.
  private mutating func add(
    _ file: TextFile, as type: ResourceType, resource: ConfigTrees.Resource, of package: Package,
    properties: NodeProperties?
  ) throws {
    let fqn = [package.name] + file.place.folders + [file.stem]
    let uniqueID = "\(type.dbtName).\(package.name).\(file.stem)"
    var levels = ConfigLevels(defaults: ResourceDefaults.values(for: type))
    levels.apply(resource, of: scope.project, to: fqn, in: package.name)
    if let properties { levels.apply(properties) }
    let facts = NodeFacts(
      uniqueID: uniqueID, type: type, name: file.stem, package: package.name, fqn: fqn,
      file: file.place, config: levels.config, source: file.text)
    guard let parse = try attempt({ try $0.parse(file, facts) }) else { return }
    for config in parse.configs { levels.apply(config) }
    let relation = try attempt {
      try $0.naming.relation(for: facts.completed(config: levels.config, relation: nil))
    }
    var node = Node(
      uniqueID: uniqueID, type: type, name: file.stem, package: package.name, fqn: fqn,
      file: file.place, span: Span(file.source, 0..<0), config: levels.config, relation: relation,
      body: .template(parse.template, file.source), references: parse.references,
      macros: parse.macros, properties: properties)
    describe(&node, by: properties)
    add(node)
  }

  private func parse(_ file: TextFile, _ facts: NodeFacts) throws -> TemplateParse {
    do {
      return try TemplateParse(file.source, facts: facts, scope: scope)
    } catch let error as Diagnostic {
      throw error.placed(at: file.source.span)
    }
  }

  func index(_ properties: [NodeProperties]) -> [String: NodeProperties] {
    Dictionary(properties.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func describe(_ node: inout Node, by properties: NodeProperties?) {
    guard let properties else { return }
    node.columns = properties.columns
    guard let description = properties.shared.description else { return }
    let docs = docs
    let package = node.package
    do {
      node.description = try docs.render(description, from: package)
    } catch let diagnostic as Diagnostic {
      problems.append(diagnostic)
    } catch let diagnostics as Diagnostics {
      problems.append(diagnostics)
    } catch {
      problems.append(Diagnostic(code: "description", "\(error)", at: description.span))
    }
  }

  /// YAML that describes nothing: a warning, as in dbt, with the nearest name.
  mutating func reportUnused(_ properties: [NodeProperties], known: [String], kind: String) {
    let names = Set(known)
    for entry in properties where !names.contains(entry.name.value) {
      warnings.append(
        Diagnostic(
          .warning, code: "no-node-for-properties",
          "no \(kind) is named `\(entry.name.value)`", at: entry.name.span,
          help: NearMiss.help(for: entry.name.value, among: known)))
    }
  }
}

extension ConfigLevels {
  /// What a YAML entry says: `config:`, and the fields that dbt also takes as configs.
  mutating func apply(_ properties: NodeProperties) {
    let shared = properties.shared
    apply([shared.meta, shared.tags, shared.docs].compactMap(\.self))
    if let access = properties.access { apply(["access": .string(access.value)]) }
    if let group = properties.group { apply(["group": .string(group.value)]) }
    apply(shared.config)
  }
}
