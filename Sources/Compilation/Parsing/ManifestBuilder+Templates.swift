import Diagnostics
import Jinja
import PlainData
import ProjectLoading
import Warehouse

extension ManifestBuilder {
  mutating func addModels(of package: Package) throws {
    let resources = package.files.models.map { file in
      var resource = TemplateResource(.model, file, name: file.stem, package: package.name)
      resource.describe(by: patches.patch(.model, file.stem, in: package.name))
      return resource
    }
    let made = try attemptAll(resources) { try $0.node($1) }
    for (resource, node) in zip(resources, made) { add(node, of: resource) }
  }

  mutating func addAnalyses(of package: Package) throws {
    for file in package.files.analyses {
      var resource = TemplateResource(.analysis, file, name: file.stem, package: package.name)
      if !correctsAnalyses {
        resource.fqn.insert("analysis", at: 1)
        resource.artifactPath = "analysis/\(file.place.resourcePath)"
      }
      resource.describe(by: patches.patch(.analysis, file.stem, in: package.name))
      try add(resource)
    }
  }

  mutating func addSingularTests(of package: Package) throws {
    for file in package.files.singularTests {
      var resource = TemplateResource(.test, file, name: file.stem, package: package.name)
      resource.describe(by: patches.patch(.test, file.stem, in: package.name))
      try add(resource)
    }
  }

  /// The behaviour flag `require_corrected_analysis_fqns` of the root project.
  var correctsAnalyses: Bool {
    scope.project.root.settings.flags["require_corrected_analysis_fqns"]?.value == true
  }

  /// Parses one template and keeps the node that it makes.
  mutating func add(_ resource: TemplateResource) throws {
    add(try attempt { try $0.node(resource) }, of: resource)
  }

  /// Keeps the node that a template made; nil where it could not be parsed.
  private mutating func add(_ node: Node?, of resource: TemplateResource) {
    guard let node else {
      unparsed.insert(resource.name)
      return
    }
    add(node)
  }

  /// The node of a template, described and named.
  mutating func node(_ resource: TemplateResource) throws -> Node {
    var levels = ConfigLevels(
      resource.type, resource.configs(correctedAnalyses: correctsAnalyses), of: scope.project,
      fqn: resource.fqn, package: resource.package)
    levels.applyProject()
    if let properties = resource.properties { levels.apply(properties) }
    let facts = NodeFacts(resource, config: levels.config)
    let parse = try parse(resource, facts)
    messages += parse.messages
    // A `config()` that a macro calls is not written in the file; then what it says counts.
    let written = parse.writtenConfig
    for config in parse.configs {
      levels.apply(config, written: written.isEmpty ? config : PlainMap())
    }
    levels.apply(PlainMap(), written: written)
    levels.applyRootProject()
    let hooks = try reading(
      ofHooks: NodeFacts(resource, config: levels.config), besides: parse.references)
    let keys = try foreignKeys(of: resource, besides: parse.references)
    var macros = calls.ids(of: parse.template, from: resource.package)
    macros += hooks.macros.filter { !macros.contains($0) }
    var node = Node(
      uniqueID: resource.uniqueID, type: resource.type, name: resource.name,
      package: resource.package, fqn: resource.fqn, file: resource.file, span: resource.span,
      config: levels.config, body: .template(parse.template, resource.source),
      references: parse.references + hooks.references + keys, macros: macros,
      properties: resource.properties)
    node.version = resource.version
    node.latestVersion = resource.latestVersion
    node.writtenCode = resource.writtenCode
    node.artifactPath = resource.artifactPath
    node.relation = try naming.relation(for: node)
    describe(&node, by: resource.properties)
    return node
  }

  /// What the foreign keys of a model point at has to be there before the model.
  private func foreignKeys(
    of resource: TemplateResource, besides known: [Reference]
  ) throws -> [Reference] {
    guard resource.type == .model, let properties = resource.properties else { return [] }
    let constraints = properties.constraints + properties.columns.flatMap(\.constraints)
    let targets = constraints.filter { $0.type.value == "foreign_key" }.compactMap(\.to)
    if targets.isEmpty { return [] }
    let facts = NodeFacts(resource, config: NodeConfig())
    var seen = Set(known.map(\.target))
    return try targets.filter { $0.value.contains("(") }.map { try reference($0, facts) }
      .filter { seen.insert($0.target).inserted }
  }

  private func parse(_ resource: TemplateResource, _ facts: NodeFacts) throws -> TemplateParse {
    do {
      return try TemplateParse(resource.source, facts: facts, scope: scope)
    } catch let error as Diagnostic {
      throw error.placed(at: resource.span)
    }
  }
}
